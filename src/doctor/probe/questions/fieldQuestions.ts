import { getContact, updateContact } from '../../../freshsales/api/request.ts'
import type { Json, JsonObject } from '../../../protocol/event.ts'
import { isDone, recordIn } from '../../recordingClient.ts'
import type { ProbeSession } from '../probeSession.ts'
import type { Question } from '../question.ts'

const FIELDS = ['first', 'last', 'latest'].flatMap((touch) =>
  ['source', 'medium', 'campaign'].map((part) => `${touch}_${part}`),
)

/** Likely, so looked at first. */
const USUAL_LENGTH = 255

/** Longer than any field of a line. */
const LONGEST = 2048

const attribution: Question = {
  title: 'May the first and the latest touch be written?',
  calls: 18,
  async ask(session) {
    const { id } = await session.makeContact()
    const contactId = Number(id)
    const values = Object.fromEntries(FIELDS.map((field) => [field, `doctor ${field}`]))
    await session.send(updateContact(contactId, values))
    const stored = recordIn(await session.send(getContact(contactId)), 'contact')
    const kept = FIELDS.filter((field) => stored[field] === values[field])
    const length = kept.includes('first_source') ? await longest(session, contactId) : null
    return [
      { what: 'fields that keep what is sent', found: kept, simulator: FIELDS },
      { what: 'most characters of first_source', found: length, simulator: USUAL_LENGTH },
    ]
  },
}

/** By halving, unless it is the usual length. */
async function longest(session: ProbeSession, contactId: number): Promise<number> {
  const takes = async (characters: number): Promise<boolean> => {
    const fields: JsonObject = { first_source: 'x'.repeat(characters) }
    const exchange = await session.send(updateContact(contactId, fields))
    return (
      isDone(exchange) && recordIn(exchange, 'contact')['first_source'] === fields['first_source']
    )
  }
  const takesUsual = await takes(USUAL_LENGTH)
  if (takesUsual && !(await takes(USUAL_LENGTH + 1))) return USUAL_LENGTH
  let [most, tooMany] = takesUsual ? [USUAL_LENGTH + 1, LONGEST] : [0, USUAL_LENGTH]
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2)
    if (await takes(middle)) most = middle
    else tooMany = middle
  }
  return most
}

const subscriptionTypes: Question = {
  title: 'How are subscription types written?',
  calls: 4,
  async ask(session) {
    const { id } = await session.makeContact()
    const write = async (subscription_types: Json): Promise<Json> => {
      const exchange = await session.send(updateContact(Number(id), { subscription_types }))
      return recordIn(exchange, 'contact')['subscription_types'] ?? `status ${exchange.status}`
    }
    return [
      { what: 'the text "2;3" becomes', found: await write('2;3'), simulator: '2;3' },
      { what: 'the list ["4", "5"] becomes', found: await write(['4', '5']), simulator: '4;5' },
    ]
  },
}

/** What becomes of the values of single fields. */
export const fieldQuestions: readonly Question[] = [attribution, subscriptionTypes]
