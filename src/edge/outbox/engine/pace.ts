import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../protocol/time.ts'
import type { Limits } from './budget.ts'

// Pure: how long a subject waits after a call, in milliseconds; randomness comes in.

/** How many calls about one subject are still to be waited out, as of when. */
export interface Pace {
  calls: number
  at: number
}

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

const FIRST_MS = 5_000
const LONGEST_MS = HOUR_MS

/** A subject's next try: 5 s doubling to an hour, spread by half so that people do not come back together. */
export function retryDelay(attempts: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20))
  return Math.round(full * (0.5 + random / 2))
}

/** Failures in a row of different people before Freshsales counts as down; one that fails three calls in ten is not. */
const OUTAGE_AFTER = 5
const PROBE_FIRST_MS = 250
const PROBE_LONGEST_MS = 5 * MINUTE_MS

/** While Freshsales is down, one call at a time asks whether it is back; `undefined` while it is not. */
export function probeDelay(failures: number): number | undefined {
  if (failures < OUTAGE_AFTER) return undefined
  return Math.min(PROBE_LONGEST_MS, PROBE_FIRST_MS * 2 ** Math.min(failures - OUTAGE_AFTER, 20))
}

/** After this long a subject is set aside as a dead letter: far beyond any outage, short of forever. */
export const GIVE_UP_MS = 7 * DAY_MS

/** A refused key is tried again this often. */
export const ACCOUNT_PROBE_MS = 5 * MINUTE_MS
