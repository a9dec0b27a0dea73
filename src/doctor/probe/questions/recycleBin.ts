import { upsertContact } from '../../../freshsales/api/request.ts'
import type { Question } from '../question.ts'
import { isDone, recordIn } from '../witness.ts'

export const recycleBin: Question = {
  title: 'What becomes of the address of a deleted contact?',
  calls: 5,
  async ask(laboratory) {
    const { id, email } = await laboratory.makeContact()
    await laboratory.send({ method: 'DELETE', path: `/contacts/${id}` })
    const again = await laboratory.send(
      upsertContact({ email: String(email), contact: laboratory.contact }),
    )
    const isRestored = isDone(again) && recordIn(again, 'contact')['id'] === id
    return [
      {
        what: 'it is still taken',
        found: isRestored ? 'the contact comes back' : !isDone(again),
        simulator: false,
        setting: ['behaviour.recycleBinBlocksEmail', true, false],
      },
    ]
  },
}
