import type { Call } from '../../../freshsales/api/call.ts'
import { updateContact } from '../../../freshsales/api/request.ts'
import type { Laboratory } from '../laboratory.ts'
import type { Question } from '../question.ts'
import { isDone } from '../witness.ts'

export const uniqueness: Question = {
  title: 'What must a contact have, and have alone?',
  calls: 9,
  async ask(laboratory) {
    return [
      {
        what: 'a new contact needs',
        found: (await isMadeByMobile(laboratory)) ? 'email or mobile' : 'email',
        simulator: 'email',
        setting: ['behaviour.contactNeeds', 'email', 'email or mobile'],
      },
      {
        what: 'fields that no two contacts share',
        found: await unshared(laboratory),
        simulator: ['mobile_number'],
        setting: ['behaviour.uniqueContactFields'],
      },
    ]
  },
}

async function isMadeByMobile(laboratory: Laboratory): Promise<boolean> {
  const contact = { ...laboratory.contact, mobile_number: laboratory.mobileNumber() }
  const call: Call = { method: 'POST', path: '/contacts', body: { contact } }
  return isDone(await laboratory.send(call))
}

/** Gives a second contact, one by one, what the first has. */
async function unshared(laboratory: Laboratory): Promise<string[]> {
  const values = {
    mobile_number: laboratory.mobileNumber(),
    work_number: laboratory.mobileNumber(),
    external_id: laboratory.name(),
  }
  await laboratory.makeContact(values)
  const { id } = await laboratory.makeContact()
  const refused: string[] = []
  for (const [field, value] of Object.entries(values)) {
    const exchange = await laboratory.send(updateContact(Number(id), { [field]: value }))
    if (!isDone(exchange)) refused.push(field)
  }
  return refused
}
