import { isOverHighWater } from './inbox.ts'

/** A disk does not fill within this time, and asking SQLite costs a tenth of what storing a request does. */
const BELIEVED_MS = 1_000

/** Whether the outbox is full, as of a second ago. */
export function createHighWater(sql: SqlStorage, now: () => number): () => boolean {
  let isOver = false
  let askedAt = Number.NEGATIVE_INFINITY
  return () => {
    // The clock may have been set back.
    if (Math.abs(now() - askedAt) >= BELIEVED_MS) {
      isOver = isOverHighWater(sql)
      askedAt = now()
    }
    return isOver
  }
}
