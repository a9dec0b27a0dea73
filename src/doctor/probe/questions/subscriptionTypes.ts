import { updateContact } from '../../../freshsales/api/request.ts'
import type { Json } from '../../../protocol/event.ts'
import type { Question } from '../question.ts'
import { recordIn } from '../witness.ts'

export const subscriptionTypes: Question = {
  title: 'How are subscription types written?',
  calls: 4,
  async ask(laboratory) {
    const { id } = await laboratory.makeContact()
    const write = async (subscription_types: Json): Promise<Json> => {
      const exchange = await laboratory.send(updateContact(Number(id), { subscription_types }))
      return recordIn(exchange, 'contact')['subscription_types'] ?? `status ${exchange.status}`
    }
    return [
      { what: 'the text "2;3" becomes', found: await write('2;3'), simulator: '2;3' },
      { what: 'the list ["4", "5"] becomes', found: await write(['4', '5']), simulator: '4;5' },
    ]
  },
}
