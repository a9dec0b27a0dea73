import { updateContact, upsertContact } from '../../../freshsales/api/request.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { isObject } from '../../../protocol/json.ts'
import { isDone, recordIn } from '../../recordingClient.ts'
import { most } from '../most.ts'
import type { ProbeSession } from '../probeSession.ts'
import type { Question } from '../question.ts'

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
