import { upsertAccount, upsertContact } from '../../../freshsales/api/request.ts'
import type { Question } from '../question.ts'

export const upsertStatus: Question = {
  title: 'Does an upsert say whether the record is new?',
  calls: 6,
  async ask(laboratory) {
    const contact = upsertContact({ email: laboratory.email(), contact: laboratory.contact })
    const account = upsertAccount({ name: laboratory.name(), account: laboratory.account })
    return [
      {
        what: 'status of a new contact',
        found: (await laboratory.send(contact)).status,
        simulator: 201,
      },
      {
        what: 'status of a known contact',
        found: (await laboratory.send(contact)).status,
        simulator: 200,
      },
      {
        what: 'status of a new account',
        found: (await laboratory.send(account)).status,
        simulator: 201,
      },
      {
        what: 'status of a known account',
        found: (await laboratory.send(account)).status,
        simulator: 200,
      },
    ]
  },
}
