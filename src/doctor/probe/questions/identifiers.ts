import type { Call } from '../../../freshsales/api/call.ts'
import type { Json, JsonObject } from '../../../protocol/event.ts'
import type { Laboratory } from '../laboratory.ts'
import type { Fact, Question } from '../question.ts'
import { isDone, recordIn } from '../witness.ts'

export const identifiers: Question = {
  title: 'What may an upsert find a contact by?',
  calls: 14,
  async ask(laboratory) {
    const { keys, externalId } = await tryKeys(laboratory)
    const { status } = await laboratory.send(
      upsert({ emails: laboratory.email() }, laboratory.contact),
    )
    const facts: Fact[] = [
      {
        what: 'keys of unique_identifier',
        found: keys,
        simulator: ['emails', 'email', 'id', 'external_id', 'mobile_number'],
        setting: ['behaviour.contactIdentifiers'],
      },
      { what: 'status of emails in unique_identifier only', found: status, simulator: 201 },
    ]
    if (!keys.includes('external_id')) return facts
    const again = await laboratory.send(
      upsert({ external_id: externalId }, { job_title: 'Tester' }),
    )
    return [
      ...facts,
      {
        what: 'status of a known external_id, without emails',
        found: again.status,
        simulator: 200,
      },
    ]
  },
}

/** Tries each key on a contact of its own. */
async function tryKeys(laboratory: Laboratory): Promise<{ keys: string[]; externalId: string }> {
  const { id = 0 } = await laboratory.makeContact()
  const [emails, email] = [laboratory.email(), laboratory.email()]
  const externalId = laboratory.name()
  const candidates: { [key: string]: [value: Json, emails: JsonObject] } = {
    emails: [emails, { emails }],
    email: [email, { emails: email }],
    id: [id, {}],
    external_id: [externalId, { emails: laboratory.email() }],
    mobile_number: [laboratory.mobileNumber(), { emails: laboratory.email() }],
  }
  const keys: string[] = []
  for (const [key, [value, addresses]] of Object.entries(candidates)) {
    const exchange = await laboratory.send(
      upsert({ [key]: value }, { ...laboratory.contact, ...addresses }),
    )
    if (isDone(exchange) && 'id' in recordIn(exchange, 'contact')) keys.push(key)
  }
  return { keys, externalId }
}

function upsert(unique_identifier: JsonObject, contact: JsonObject): Call {
  return { method: 'POST', path: '/contacts/upsert', body: { unique_identifier, contact } }
}
