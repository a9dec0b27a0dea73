import type { Limits } from './budget.ts'

/** How many calls about one subject are still to be waited out, as of when. */
export interface Pace {
  calls: number
  at: number
}

const HOUR_MS = 3_600_000

/** What one person may take of the hour: so much at once, then so much in an hour. */
const BURST_SHARE = 0.05
const LEAST_BURST = 8
const SUSTAINED_SHARE = 0.1

/**
 * One more call about a subject, and how long the next one has to wait: whoever changes all the time
 * gets the newest values through now and then, and does not take the quota of others. Pure.
 */
export function pace(
  before: Pace | undefined,
  { hourlyCalls }: Pick<Limits, 'hourlyCalls'>,
  now: number,
): { pace: Pace; waitMs: number } {
  const burst = Math.max(LEAST_BURST, hourlyCalls * BURST_SHARE)
  const gapMs = HOUR_MS / Math.max(1, hourlyCalls * SUSTAINED_SHARE)
  const passed = before ? Math.max(0, now - before.at) / gapMs : 0
  const calls = Math.max(0, (before?.calls ?? 0) - passed) + 1
  return { pace: { calls, at: now }, waitMs: Math.ceil(Math.max(0, calls - burst) * gapMs) }
}
