import { writeState } from './state.ts'

/** Whether anything is in the file that somebody has to come back for: to deliver it, or to forget it in time. */
export function isAnythingKept(sql: SqlStorage): boolean {
  const [row] = sql
    .exec<{ kept: number }>(
      `SELECT EXISTS (SELECT 1 FROM inbox) OR EXISTS (SELECT 1 FROM subject)
         OR EXISTS (SELECT 1 FROM delivery) OR EXISTS (SELECT 1 FROM dead_letter)
         OR EXISTS (SELECT 1 FROM provisional) OR EXISTS (SELECT 1 FROM handover) AS kept`,
    )
    .toArray()
  return row?.kept === 1
}

/** As large as a large request. */
const PROBE_CHARACTERS = 64 * 1024

/** Anyone may ask how the outbox is; that must not cost a write each time. */
const BELIEVED_MS = 60_000

/**
 * Fails when there is no room for a request. Only a write tells: after one that failed the runtime
 * starts a new object, which knows nothing of it.
 */
export function createDiskProbe(sql: SqlStorage, now: () => number): () => void {
  let probedAt = Number.NEGATIVE_INFINITY
  return () => {
    if (Math.abs(now() - probedAt) < BELIEVED_MS) return
    writeState(sql, 'probe', String(now()).padEnd(PROBE_CHARACTERS))
    probedAt = now()
  }
}
