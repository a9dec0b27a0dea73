import { getContact, updateContact } from '../../../freshsales/api/request.ts'
import type { Json } from '../../../protocol/event.ts'
import { isDone, recordIn } from '../../recordingClient.ts'
import { most, type Question } from '../question.ts'

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
    const takes = async (characters: number): Promise<boolean> => {
      const first_source = 'x'.repeat(characters)
      const exchange = await session.send(updateContact(contactId, { first_source }))
      return isDone(exchange) && recordIn(exchange, 'contact')['first_source'] === first_source
    }
    const length = kept.includes('first_source')
      ? await most({ takes, usual: USUAL_LENGTH, limit: LONGEST })
      : null
    return [
      { what: 'fields that keep what is sent', found: kept, simulator: FIELDS },
      { what: 'most characters of first_source', found: length, simulator: USUAL_LENGTH },
    ]
  },
}

const subscription: Question = {
  title: 'What mail is a contact subscribed to?',
  calls: 4,
  async ask(session) {
    const { id, subscription_status = null } = await session.makeContact()
    const write = async (subscription_types: Json): Promise<Json> => {
      const exchange = await session.send(updateContact(Number(id), { subscription_types }))
      return recordIn(exchange, 'contact')['subscription_types'] ?? `status ${exchange.status}`
    }
    return [
      {
        what: 'subscription_status of a new contact',
        found: subscription_status,
        simulator: 1,
        setting: ['behaviour.newSubscriptionStatus', 1, 2],
      },
      { what: 'the text "2;3" becomes', found: await write('2;3'), simulator: '2;3' },
      { what: 'the list ["4", "5"] becomes', found: await write(['4', '5']), simulator: '4;5' },
    ]
  },
}

/** What becomes of the values of single fields. */
export const fieldQuestions: readonly Question[] = [attribution, subscription]
