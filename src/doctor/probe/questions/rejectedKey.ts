import { listCall } from '../../../freshsales/resolve/catalog.ts'
import type { Question } from '../question.ts'

export const rejectedKey: Question = {
  title: 'How is a wrong API key turned away?',
  calls: 1,
  async ask(laboratory) {
    const { status, body = 'no JSON' } = await laboratory.sendAsStranger(listCall('owners'))
    return [
      {
        what: 'status',
        found: status,
        simulator: 401,
        setting: ['behaviour.badKeyStatus', 401, 403],
      },
      { what: 'body', found: body, simulator: { login: 'failed', message: null } },
    ]
  },
}
