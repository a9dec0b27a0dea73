import { HOUR_MS, MINUTE_MS } from '../../../protocol/time.ts'
import { type Budget, callsAffordable, type Limits, spentWithin } from '../engine/budget.ts'
import type { Priority } from '../person/priority.ts'

/** Beyond this an estimate helps nobody. */
const HORIZON_MINUTES = 14 * 24 * 60

/**
 * When all that waits will have been sent, one call each, at the pace the budget allows: walks on
 * minute by minute, as delivery will. Undefined when that is too far away. Pure.
 */
export function drainedAt(
  waiting: readonly { priority: Priority; count: number }[],
  { budget, limits, now }: { budget: Budget; limits: Limits; now: number },
): number | undefined {
  const start = Math.max(now, budget.pausedUntil ?? 0)
  const rest = waiting.map((each) => ({ ...each }))
  const sent: number[] = []
  let sentThisHour = 0
  for (let minute = 0; minute < HORIZON_MINUTES; minute++) {
    const at = start + minute * MINUTE_MS
    sentThisHour -= sent[minute - MINUTES_AN_HOUR] ?? 0
    const spent = sentThisHour + spentWithin(budget, HOUR_MS, at)
    let room = Math.max(0, limits.minuteCalls - spentWithin(budget, MINUTE_MS, at))
    let calls = 0
    for (const each of rest) {
      const allowed = callsAffordable(limits, each.priority) - spent - calls
      const taken = Math.max(0, Math.min(each.count, room, allowed))
      each.count -= taken
      room -= taken
      calls += taken
    }
    sent.push(calls)
    sentThisHour += calls
    if (rest.every(({ count }) => count === 0)) return at + (calls / limits.minuteCalls) * MINUTE_MS
  }
  return undefined
}

const MINUTES_AN_HOUR = HOUR_MS / MINUTE_MS
