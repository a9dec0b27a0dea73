import { reasonOf } from './deadLetters.ts'
import type { ReplayAsk } from './operations.ts'

/** Deletes one dead letter, all of the same reason as one, or all. Answers how many. */
export function deleteLetters({ sql }: DurableObjectStorage, ask: ReplayAsk): number {
  const count = (where: string, value: number | string) =>
    sql.exec(`DELETE FROM dead_letter WHERE ${where} RETURNING id`, value).toArray().length
  if ('id' in ask) return count('id = ?', ask.id)
  if ('all' in ask) return count('?', 1)
  const reason = reasonOf(sql, ask.like)
  return reason === undefined ? 0 : count('reason = ?', reason)
}
