import { NEVER } from '../engine/pick.ts'
import { LEDGER_DAYS } from '../person/ledger.ts'
import { forgetVerdicts } from '../store/provisional.ts'

/** Both hold personal data; what is not mended by then will not be. */
export const KEPT_MS = 30 * 86_400_000

/** As long as an event is known again: a page may send it once more that late. */
const VERDICT_KEPT_MS = LEDGER_DAYS * 86_400_000

/** Rows removed in one turn, so that no lead waits for the cleaning. */
const AT_ONCE = 200

/** Removes dead letters, deliveries and words about forms that are too old. Answers when the next ones will be. */
export function purge(sql: SqlStorage, now: number): number {
  return Math.min(
    purgeTable(sql, 'dead_letter', now),
    purgeTable(sql, 'delivery', now),
    forgetVerdicts(sql, { before: now - VERDICT_KEPT_MS, limit: AT_ONCE }) + VERDICT_KEPT_MS,
  )
}

function purgeTable(sql: SqlStorage, table: 'dead_letter' | 'delivery', now: number): number {
  const oldest = () =>
    sql
      .exec<{ id: number; at: number }>(`SELECT id, at FROM ${table} ORDER BY id LIMIT 1`)
      .toArray()
  const [first] = oldest()
  if (!first) return NEVER
  if (first.at + KEPT_MS > now) return first.at + KEPT_MS
  sql.exec(
    `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} ORDER BY id LIMIT ${AT_ONCE}) AND at <= ?`,
    now - KEPT_MS,
  )
  return purgeAgainAt(oldest(), now)
}

function purgeAgainAt([oldest]: { at: number }[], now: number): number {
  return oldest ? Math.max(now, oldest.at + KEPT_MS) : NEVER
}
