import { affordableAt, type Budget, type Limits } from './budget.ts'
import { PRIORITY, type Priority } from './urgency.ts'

export type Picked = { id: number; priority: Priority } | { wakeAt: number }

/** Nothing is planned. */
export const NEVER = Number.POSITIVE_INFINITY

/** Who is next: the most valuable first, among those whoever waited longest; or when to look again. */
export function pick(
  sql: SqlStorage,
  { budget, limits, now }: { budget: Budget; limits: Limits; now: number },
): Picked {
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
    const affordable = isFree ? now : affordableAt(budget, limits, priority, now)
    const at = Math.max(row.due_at, affordable)
    if (at <= now) return { id: row.id, priority }
    wakeAt = Math.min(wakeAt, at)
  }
  return { wakeAt }
}
