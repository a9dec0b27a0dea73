import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../protocol/time.ts'
import { PRIORITY, type Priority } from '../person/priority.ts'

/**
 * How many Freshsales calls may be spent, and how many were. Pure; persisted as one row.
 *
 * Intentionally a sliding window and not a token bucket: a bucket that refills while it is emptied
 * lets nearly twice the limit through in the first hour, and the limit belongs to the whole account.
 */
export interface Budget {
  /** Calls by ten-second slot since the epoch. */
  spent: { [slot: string]: number }
  /** Calls by hour since the epoch, for the operator's chart of a day. */
  hours?: { [hour: string]: number }
  /** Calls by day since the epoch, for the digest of a week. */
  days?: { [day: string]: number }
  /** No call before this time: Freshsales asked for patience. */
  pausedUntil?: number
  /** Why, for the operator. */
  pausedFor?: 'throttled' | 'outage' | 'account'
  /** What `X-RateLimit-Remaining` said last; other integrations spend from the same account. */
  remaining?: { calls: number; at: number }
  /** Failed calls in a row, of whomever: past a few, Freshsales itself is down. */
  failures?: number
  /** Whom a 429 was about last, how often in a row, and whether a call about others went well meanwhile. */
  throttled?: { subject: number; times: number; othersPass?: true }
}

export interface Limits {
  hourlyCalls: number
  minuteCalls: number
}

export const SLOT_MS = 10_000
const KEPT_HOURS = 24
const KEPT_DAYS = 8

/** The last part of the hour's budget is kept for what matters most. */
const SHARE: { [priority in Priority]: number } = {
  [PRIORITY.newContact]: 1,
  [PRIORITY.identity]: 0.95,
  [PRIORITY.mapped]: 0.9,
  [PRIORITY.timeline]: 0.75,
  [PRIORITY.housekeeping]: 0.75,
}

/** A header is believed this long; the window it speaks of is not known. */
const BELIEVED_MS = MINUTE_MS

/** When a call of this priority may be made: `now`, or a later time to look again. */
export function affordableAt(
  budget: Budget,
  limits: Limits,
  priority: Priority,
  now: number,
): number {
  if (budget.pausedUntil && budget.pausedUntil > now) return budget.pausedUntil
  const hourly = callsAffordable(limits, priority)
  const hint = budget.remaining
  if (hint && hint.at + BELIEVED_MS > now && hint.calls <= 0) return hint.at + BELIEVED_MS
  return Math.max(
    roomAt(budget, hourly, HOUR_MS, now),
    roomAt(budget, limits.minuteCalls, MINUTE_MS, now),
  )
}

/** How much of the hour's limit is open to calls of this priority. */
export function callsAffordable(limits: Limits, priority: Priority): number {
  return Math.max(1, Math.floor(limits.hourlyCalls * SHARE[priority]))
}

/** How many calls the limits leave open now, whatever they are worth. */
export function callsOpen(
  budget: Budget,
  { hourlyCalls, minuteCalls }: Limits,
  now: number,
): number {
  return Math.min(
    hourlyCalls - spentWithin(budget, HOUR_MS, now),
    minuteCalls - spentWithin(budget, MINUTE_MS, now),
  )
}

/** No call before there is room for so many at once. */
export function makeRoom(
  budget: Budget,
  { hourlyCalls, minuteCalls, calls }: Limits & { calls: number },
  now: number,
): void {
  delete budget.pausedFor
  budget.pausedUntil = Math.max(
    roomAt(budget, hourlyCalls - calls + 1, HOUR_MS, now),
    roomAt(budget, minuteCalls - calls + 1, MINUTE_MS, now),
  )
}

export function spentWithin(budget: Budget, windowMs: number, now: number): number {
  let calls = 0
  for (const [slot, count] of Object.entries(budget.spent))
    if (isWithin(slot, windowMs, now)) calls += count
  return calls
}

/** Notes a call before it is made, so that a crash can only make us spend less. */
export function charge(budget: Budget, now: number): void {
  const slot = String(Math.floor(now / SLOT_MS))
  for (const each of Object.keys(budget.spent))
    if (!isWithin(each, HOUR_MS, now)) delete budget.spent[each]
  budget.spent[slot] = (budget.spent[slot] ?? 0) + 1
  budget.hours = counted(budget.hours, Math.floor(now / HOUR_MS), KEPT_HOURS)
  budget.days = counted(budget.days, Math.floor(now / DAY_MS), KEPT_DAYS)
  if (budget.remaining) budget.remaining.calls--
}

/** One more in this hour or day; those before are kept as far as they are shown. */
function counted(
  before: Budget['hours'] = {},
  now: number,
  kept: number,
): { [at: string]: number } {
  const counts = Object.fromEntries(
    Object.entries(before).filter(([at]) => Number(at) > now - kept),
  )
  return { ...counts, [now]: (counts[now] ?? 0) + 1 }
}

export function pause(
  budget: Budget,
  reason: NonNullable<Budget['pausedFor']>,
  until: number,
): void {
  budget.pausedUntil = until
  budget.pausedFor = reason
}

/** Freshsales asked for patience. Answers how often it did in a row when asked about this subject, and whether others pass. */
export function noteThrottled(budget: Budget, subject: number): NonNullable<Budget['throttled']> {
  const before = budget.throttled?.subject === subject ? budget.throttled : undefined
  budget.throttled = { ...before, subject, times: (before?.times ?? 0) + 1 }
  return budget.throttled
}

/** An answer came, about this subject: Freshsales is there. */
export function answered(
  budget: Budget,
  { subject, remaining, now }: { subject: number; remaining: number | undefined; now: number },
): void {
  if (budget.throttled?.subject === subject) delete budget.throttled
  else if (budget.throttled) budget.throttled.othersPass = true
  delete budget.pausedUntil
  delete budget.pausedFor
  delete budget.failures
  if (remaining !== undefined) budget.remaining = { calls: remaining, at: now }
}

/** The first time at which the window holds fewer calls than the limit. */
function roomAt(budget: Budget, limit: number, windowMs: number, now: number): number {
  let excess = spentWithin(budget, windowMs, now) - limit + 1
  if (excess <= 0) return now
  // Names that are whole numbers come in their order.
  for (const [slot, calls] of Object.entries(budget.spent)) {
    if (!isWithin(slot, windowMs, now)) continue
    excess -= calls
    if (excess <= 0) return (Number(slot) + 1) * SLOT_MS + windowMs
  }
  return now + windowMs
}

/** A slot counts until all of it has left the window; a clock set back must not hide what was spent. */
function isWithin(slot: string, windowMs: number, now: number): boolean {
  return (Number(slot) + 1) * SLOT_MS + windowMs > now
}
