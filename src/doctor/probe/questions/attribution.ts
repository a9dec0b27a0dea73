import { getContact, updateContact } from '../../../freshsales/api/request.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import type { Laboratory } from '../laboratory.ts'
import type { Question } from '../question.ts'
import { isDone, recordIn } from '../witness.ts'

const FIELDS = ['first', 'last', 'latest'].flatMap((touch) =>
  ['source', 'medium', 'campaign'].map((part) => `${touch}_${part}`),
)

/** Likely, so looked at first. */
const USUAL_LENGTH = 255

/** Longer than any field of a line. */
const LONGEST = 2048

export const attribution: Question = {
  title: 'May the first and the latest touch be written?',
  calls: 18,
  async ask(laboratory) {
    const { id } = await laboratory.makeContact()
    const contactId = Number(id)
    const values = Object.fromEntries(FIELDS.map((field) => [field, `doctor ${field}`]))
    await laboratory.send(updateContact(contactId, values))
    const stored = recordIn(await laboratory.send(getContact(contactId)), 'contact')
    const kept = FIELDS.filter((field) => stored[field] === values[field])
    const length = kept.includes('first_source') ? await longest(laboratory, contactId) : null
    return [
      { what: 'fields that keep what is sent', found: kept, simulator: FIELDS },
      { what: 'most characters of first_source', found: length, simulator: USUAL_LENGTH },
    ]
  },
}

/** By halving, unless it is the usual length. */
async function longest(laboratory: Laboratory, contactId: number): Promise<number> {
  const takes = async (characters: number): Promise<boolean> => {
    const fields: JsonObject = { first_source: 'x'.repeat(characters) }
    const exchange = await laboratory.send(updateContact(contactId, fields))
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
