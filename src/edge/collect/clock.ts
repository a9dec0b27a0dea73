// Pure: the clocks of sender and edge in, the time that counts out.

/**
 * Below this a difference is the time the request was under way. To "correct" that would put two
 * quick requests of one person in the wrong order.
 */
const SKEW_TOLERANCE_MS = 10_000

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
}: {
  happenedAt: unknown
  sentAt: unknown
  receivedAt: number
}): number {
  const happened = toEpochMs(happenedAt)
  if (happened === undefined) return receivedAt
  const sent = toEpochMs(sentAt)
  const skew = sent === undefined ? 0 : receivedAt - sent
  const corrected = Math.abs(skew) > SKEW_TOLERANCE_MS ? happened + skew : happened
  return corrected > 0 ? Math.min(corrected, receivedAt) : receivedAt
}

/** A time as libraries write it; one that nobody can read is as good as none, and no reason to lose a lead. */
function toEpochMs(time: unknown): number | undefined {
  if (typeof time === 'string') return finite(Date.parse(time))
  if (typeof time !== 'number') return undefined
  return finite(time < SECONDS_BELOW ? time * 1000 : time)
}

function finite(epoch: number): number | undefined {
  return Number.isFinite(epoch) ? epoch : undefined
}
