import { NEVER } from '../../../protocol/time.ts'
import { PRIORITY, type Priority } from '../person/priority.ts'
import { affordableAt, type Budget, type Limits } from './budget.ts'

export type Picked = { id: number; priority: Priority } | { wakeAt: number }

/** What decides who may be picked. */
export interface PickInput {
  budget: Budget
  limits: Limits
  /** The operator holds back all calls; what needs none goes on. */
  isPaused: boolean
  now: number
}

/** Who is next: the most valuable first, among those whoever waited longest; or when to look again. */
export function pick(sql: SqlStorage, { budget, limits, isPaused, now }: PickInput): Picked {
  let wakeAt = NEVER
  for (const priority of Object.values(PRIORITY)) {
    const [row] = sql
      .exec<{ id: number; due_at: number }>(
        'SELECT id, due_at FROM subject WHERE priority = ? ORDER BY due_at LIMIT 1',
        priority,
      )
      .toArray()
    if (!row) continue
    const isFree = priority === PRIORITY.housekeeping
    if (isPaused && !isFree) continue
    const affordable = isFree ? now : affordableAt(budget, limits, priority, now)
    const at = Math.max(row.due_at, affordable)
    if (at <= now) return { id: row.id, priority }
    wakeAt = Math.min(wakeAt, at)
  }
  return isPaused ? { wakeAt } : pickEarly(sql, { budget, limits, now, wakeAt })
}

/**
 * Nobody is due: whoever would have to wait for others may go, but not on the last part of the hour,
 * which is for those who come next.
 */
function pickEarly(
  sql: SqlStorage,
  { budget, limits, now, wakeAt }: Omit<PickInput, 'isPaused'> & { wakeAt: number },
): Picked {
  for (const priority of Object.values(PRIORITY)) {
    const [row] = sql
      .exec<{ id: number }>(
        'SELECT id FROM subject WHERE priority = ? AND turn IS NOT NULL ORDER BY turn LIMIT 1',
        priority,
      )
      .toArray()
    if (!row) continue
    const at = affordableAt(budget, limits, PRIORITY.timeline, now)
    return at <= now ? { id: row.id, priority } : { wakeAt: Math.min(wakeAt, at) }
  }
  return { wakeAt }
}
