import { writeState } from './state.ts'

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
