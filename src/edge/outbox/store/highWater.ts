// Whether there is room for more: a mark far below what the disk takes, and the disk itself.

import { MINUTE_MS } from '../../../protocol/time.ts'
import { writeState } from './state.ts'

/** A full disk is near, or folding does not keep up: what room there is is kept for leads. */
export const HIGH_WATER_BYTES = 8 * 1024 ** 3
export const HIGH_WATER_ROWS = 50_000

export function isOverHighWater(sql: SqlStorage): boolean {
  if (sql.databaseSize > HIGH_WATER_BYTES) return true
  // Each on its own is looked up at one end; together in one SELECT they read the whole table.
  const [row] = sql
    .exec<{ rows: number | null }>(
      'SELECT (SELECT MAX(id) FROM inbox) - (SELECT MIN(id) FROM inbox) AS rows',
    )
    .toArray()
  return (row?.rows ?? 0) > HIGH_WATER_ROWS
}

/** A disk does not fill within this time, and asking SQLite costs a tenth of what storing a request does. */
const MARK_BELIEVED_MS = 1_000

/** Whether the outbox is full, as of a second ago. */
export function createHighWater(sql: SqlStorage, now: () => number): () => boolean {
  let isOver = false
  let askedAt = Number.NEGATIVE_INFINITY
  return () => {
    // The clock may have been set back.
    if (Math.abs(now() - askedAt) >= MARK_BELIEVED_MS) {
      isOver = isOverHighWater(sql)
      askedAt = now()
    }
    return isOver
  }
}

/** As large as a large request. */
const PROBE_CHARACTERS = 64 * 1024

/** Anyone may ask how the outbox is; that must not cost a write each time. */
const PROBE_BELIEVED_MS = MINUTE_MS

/**
 * Fails when there is no room for a request. Only a write tells: after one that failed the runtime
 * starts a new object, which knows nothing of it.
 */
export function createDiskProbe(sql: SqlStorage, now: () => number): () => void {
  let probedAt = Number.NEGATIVE_INFINITY
  return () => {
    if (Math.abs(now() - probedAt) < PROBE_BELIEVED_MS) return
    writeState(sql, 'probe', String(now()).padEnd(PROBE_CHARACTERS))
    probedAt = now()
  }
}
