import type { Call } from '../../../freshsales/api/call.ts'
import { updateContact, upsertContact } from '../../../freshsales/api/request.ts'
import type { Json, JsonObject } from '../../../protocol/event.ts'
import { isObject } from '../../../protocol/json.ts'
import { isDone, recordIn } from '../../recordingClient.ts'
import type { ProbeSession } from '../probeSession.ts'
import { type Fact, most, type Question } from '../question.ts'

const identifiers: Question = {
  title: 'What may an upsert find a contact by?',
  calls: 14,
  async ask(session) {
    const { keys, externalId } = await tryKeys(session)
    const { status } = await session.send(upsert({ emails: session.email() }, session.contact))
    const facts: Fact[] = [
      {
        what: 'keys of unique_identifier',
        found: keys,
        simulator: ['emails', 'id', 'external_id', 'mobile_number'],
        setting: ['behaviour.contactIdentifiers'],
      },
      { what: 'status of emails in unique_identifier only', found: status, simulator: 201 },
    ]
    if (!keys.includes('external_id')) return facts
    const again = await session.send(upsert({ external_id: externalId }, { job_title: 'Tester' }))
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
async function tryKeys(session: ProbeSession): Promise<{ keys: string[]; externalId: string }> {
  const { id = 0 } = await session.makeContact()
  const [emails, email] = [session.email(), session.email()]
  const externalId = session.name()
  const candidates: { [key: string]: [value: Json, emails: JsonObject] } = {
    emails: [emails, { emails }],
    email: [email, { emails: email }],
    id: [id, {}],
    external_id: [externalId, { emails: session.email() }],
    mobile_number: [session.mobileNumber(), { emails: session.email() }],
  }
  const keys: string[] = []
  for (const [key, [value, addresses]] of Object.entries(candidates)) {
    const exchange = await session.send(
      upsert({ [key]: value }, { ...session.contact, ...addresses }),
    )
    if (isDone(exchange) && 'id' in recordIn(exchange, 'contact')) keys.push(key)
  }
  return { keys, externalId }
}

function upsert(unique_identifier: JsonObject, contact: JsonObject): Call {
  return { method: 'POST', path: '/contacts/upsert', body: { unique_identifier, contact } }
}

const uniqueness: Question = {
  title: 'What must a contact have, and have alone?',
  calls: 9,
  async ask(session) {
    return [
      {
        what: 'a new contact needs',
        found: (await isMadeByMobile(session)) ? 'email or mobile' : 'email',
        simulator: 'email',
        setting: ['behaviour.contactNeeds', 'email', 'email or mobile'],
      },
      {
        what: 'fields that no two contacts share',
        found: await unshared(session),
        simulator: ['mobile_number', 'external_id'],
        setting: ['behaviour.uniqueContactFields'],
      },
    ]
  },
}

async function isMadeByMobile(session: ProbeSession): Promise<boolean> {
  const contact = { ...session.contact, mobile_number: session.mobileNumber() }
  const call: Call = { method: 'POST', path: '/contacts', body: { contact } }
  return isDone(await session.send(call))
}

/** Gives a second contact, one by one, what the first has. */
async function unshared(session: ProbeSession): Promise<string[]> {
  const values = {
    mobile_number: session.mobileNumber(),
    work_number: session.mobileNumber(),
    external_id: session.name(),
  }
  await session.makeContact(values)
  const { id } = await session.makeContact()
  const refused: string[] = []
  for (const [field, value] of Object.entries(values)) {
    const exchange = await session.send(updateContact(Number(id), { [field]: value }))
    if (!isDone(exchange)) refused.push(field)
  }
  return refused
}

/** How contacts are made and found. */
export const contactQuestions: readonly Question[] = [identifiers, uniqueness]

const addresses: Question = {
  title: 'Does another e-mail address replace the first?',
  calls: 3,
  async ask(session) {
    const { email: first = '' } = await session.makeContact()
    const second = session.email()
    const exchange = await session.send(
      upsertContact({ email: String(first), contact: { emails: second } }),
    )
    const { emails = [] } = recordIn(exchange, 'contact')
    const kept = (Array.isArray(emails) ? emails : []).filter(isObject).map(({ value }) => value)
    return [
      {
        what: 'an address sent as emails',
        found: kept.includes(second) ? (kept.includes(first) ? 'add' : 'replace') : 'ignore',
        simulator: 'replace',
        setting: ['behaviour.emailsInUpdate', 'replace', 'add'],
      },
    ]
  },
}

const furtherAddresses: Question = {
  title: 'What are further e-mail addresses good for?',
  calls: 22,
  async ask(session) {
    const { id, email } = await session.makeContact()
    const second = session.email()
    const emails = listOf([String(email), second])
    await session.send(updateContact(Number(id), { emails }))
    const found = await session.send(upsertContact({ email: second, contact: session.contact }))
    const isSame = isDone(found) && recordIn(found, 'contact')['id'] === id
    return [
      {
        what: 'an upsert finds a contact by',
        found: isSame ? 'any' : 'primary',
        simulator: 'primary',
        setting: ['behaviour.emailIdentity', 'any', 'primary'],
      },
      {
        what: 'most addresses of a contact',
        found: await most({ takes: (count) => takesEmails(session, count), usual: 10, limit: 32 }),
        simulator: 10,
        setting: ['behaviour.mostEmails'],
      },
    ]
  },
}

async function takesEmails(session: ProbeSession, count: number): Promise<boolean> {
  const emails = listOf(Array.from({ length: count }, () => session.email()))
  const contact = { ...session.contact, emails }
  const made = await session.send({ method: 'POST', path: '/contacts', body: { contact } })
  const kept = recordIn(made, 'contact')['emails']
  return Array.isArray(kept) && kept.length === count
}

function listOf(addresses: readonly string[]): JsonObject[] {
  return addresses.map((value, index) => ({ value, is_primary: index === 0 }))
}

const recycleBin: Question = {
  title: 'What becomes of the address of a deleted contact?',
  calls: 5,
  async ask(session) {
    const { id, email } = await session.makeContact()
    await session.send({ method: 'DELETE', path: `/contacts/${id}` })
    const again = await session.send(
      upsertContact({ email: String(email), contact: session.contact }),
    )
    const isRestored = isDone(again) && recordIn(again, 'contact')['id'] === id
    return [
      {
        what: 'the address is still taken',
        found: isRestored ? 'the contact comes back' : !isDone(again),
        simulator: false,
        setting: ['behaviour.recycleBinBlocksEmail', true, false],
      },
    ]
  },
}

/** What e-mail addresses do. */
export const addressQuestions: readonly Question[] = [addresses, furtherAddresses, recycleBin]
