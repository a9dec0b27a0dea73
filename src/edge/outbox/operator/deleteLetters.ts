import { reasonOf } from './deadLetters.ts'
import type { ReplayAsk } from './operations.ts'

/** Gives dead letters up for good: one, all of its reason, or all. Answers how many. */
export function deleteLetters(sql: SqlStorage, ask: ReplayAsk): number {
  if ('all' in ask) return sql.exec('DELETE FROM dead_letter').rowsWritten
  if ('id' in ask) return sql.exec('DELETE FROM dead_letter WHERE id = ?', ask.id).rowsWritten
  const reason = reasonOf(sql, ask.like) ?? null
  return sql.exec('DELETE FROM dead_letter WHERE reason = ?', reason).rowsWritten
}
