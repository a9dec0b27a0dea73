import { appendRow } from '../store/inbox.ts'
import { dropProvisional, heldSince, heldUntil } from '../store/provisional.ts'
import { HELD_MS } from './holdProvisional.ts'
import { NEVER } from './pick.ts'

/** Events released in one turn. */
const AT_ONCE = 100

/**
 * Puts provisional events that nobody spoke of in time back among the requests that are to be folded.
 * What was received before is folded first: it may hold a word about them.
 */
export function releaseHeld(storage: DurableObjectStorage, now: number): void {
  const { sql } = storage
  const since = heldSince(sql)
  if (since === undefined) return
  const until = Math.min(now, oldestRequest(sql) ?? now) - HELD_MS
  const due = heldUntil(sql, { until, after: now + HELD_MS, limit: AT_ONCE })
  if (due.length === 0) return
  storage.transactionSync(() => {
    for (const { id, source, receivedAt, events } of due) {
      if (events !== null) appendRow(sql, { source, receivedAt, events })
      dropProvisional(sql, id)
    }
  })
}

/** When the next one is to be released. */
export function releaseAt(sql: SqlStorage): number {
  const since = heldSince(sql)
  return since === undefined ? NEVER : since + HELD_MS
}

function oldestRequest(sql: SqlStorage): number | undefined {
  const [row] = sql
    .exec<{ received_at: number }>('SELECT received_at FROM inbox ORDER BY id LIMIT 1')
    .toArray()
  return row?.received_at
}
