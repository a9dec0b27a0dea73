import { DAY_MS } from '../../protocol/time.ts'

// Pure: the clocks of sender and edge in, the time that counts out.

/**
 * Below this a difference is the time the request was under way. To "correct" that would put two
 * quick requests of one person in the wrong order.
 */
const SKEW_TOLERANCE_MS = 10_000

/** A browser keeps what a stranger did for 30 days, and sends it when they introduce themselves; a day for clocks. */
const OLDEST_MS = 31 * DAY_MS

/** Epoch seconds have 10 digits until the year 2286, milliseconds 13. */
const SECONDS_BELOW = 100_000_000_000

/**
 * When an event happened, by the edge's clock: `receivedAt − (sentAt − timestamp)`, as the Segment
 * specification has it. Never later than now: a clock that runs ahead would win every "latest value".
 */
export function correctTime({
  happenedAt,
  sentAt,
  receivedAt,
  isOwnServer,
}: {
  happenedAt: unknown
  sentAt: unknown
  receivedAt: number
  /** A server may tell of any time; a page keeps events for 30 days, and an older time is a broken clock. */
  isOwnServer: boolean
}): number {
  const happened = toEpochMs(happenedAt)
  if (happened === undefined) return receivedAt
  const sent = toEpochMs(sentAt)
  const skew = sent === undefined ? 0 : receivedAt - sent
  const corrected = Math.abs(skew) > SKEW_TOLERANCE_MS ? happened + skew : happened
  const oldest = isOwnServer ? 0 : receivedAt - OLDEST_MS
  return corrected > oldest ? Math.min(corrected, receivedAt) : receivedAt
}

/** Seconds or milliseconds that a form or a template made a text of. */
const EPOCH = /^\s*\d{9,13}(?:\.\d+)?\s*$/

/** A time as libraries write it; one that nobody can read is as good as none, and no reason to lose a lead. */
function toEpochMs(time: unknown): number | undefined {
  if (typeof time === 'string') {
    return EPOCH.test(time) ? toEpochMs(Number(time)) : finite(Date.parse(time))
  }
  if (typeof time !== 'number') return undefined
  return finite(time < SECONDS_BELOW ? time * 1000 : time)
}

function finite(epoch: number): number | undefined {
  return Number.isFinite(epoch) ? epoch : undefined
}
