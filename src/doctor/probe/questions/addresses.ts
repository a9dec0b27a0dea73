import { upsertContact } from '../../../freshsales/api/request.ts'
import { isObject } from '../../../protocol/json.ts'
import type { Question } from '../question.ts'
import { recordIn } from '../witness.ts'

export const addresses: Question = {
  title: 'Does another e-mail address replace the first?',
  calls: 3,
  async ask(laboratory) {
    const { email: first = '' } = await laboratory.makeContact()
    const second = laboratory.email()
    const exchange = await laboratory.send(
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
