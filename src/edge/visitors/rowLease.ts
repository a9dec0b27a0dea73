import { DAY_MS, MINUTE_MS } from '../../protocol/time.ts'
import type { LeaseAsk } from './visitorsDoor.ts'

/** Asked for at first: a visit has a few requests, each of which writes its stranger's row. */
const FIRST_ROWS = 4

/** Rows at a time, so that in a flood few requests have to ask the outbox. */
const MOST_ROWS = 96

/** Once the day's rows are used up, the outbox is asked this often whether there are some again. */
const ASK_AGAIN_MS = MINUTE_MS

/**
 * The rows of the day that an object may write. The outbox counts for all of them: it hands out as many
 * as are needed now, and twice as many each time they did not last. What is left when the object goes to
 * sleep is not used that day; an object that sleeps has few requests.
 */
export function createRowLease(ask: (ask: LeaseAsk) => Promise<boolean>, now: () => number) {
  let lease = { day: 0, rows: 0, next: FIRST_ROWS }
  let askAgainAt = Number.NEGATIVE_INFINITY
  let shed = 0

  return {
    /** Counts events that were turned away; the outbox is told with the next question. */
    countShed(events: number): void {
      shed += events
    },

    /** Whether so many more may be written. */
    async take(needed: number): Promise<boolean> {
      const day = Math.floor(now() / DAY_MS)
      if (lease.day !== day) lease = { day, rows: 0, next: FIRST_ROWS }
      if (lease.rows < needed) {
        if (now() < askAgainAt) return false
        const rows = Math.max(needed, lease.next)
        const told = shed
        const isGranted = await ask({ rows, shed: told })
        shed -= told
        if (!isGranted) {
          askAgainAt = now() + ASK_AGAIN_MS
          return false
        }
        lease = { day, rows: lease.rows + rows, next: Math.min(MOST_ROWS, 2 * lease.next) }
      }
      lease.rows -= needed
      return true
    },
  }
}
