import type { Config } from '../../settings/config.ts'
import type { Budget } from '../engine/budget.ts'
import { PRIORITY } from '../person/priority.ts'
import { countUpTo } from './countUpTo.ts'
import { drainedAt } from './drainage.ts'
import type { Backlog, DeliveryState } from './views.ts'
import { HELD } from './waiting.ts'

/** How much waits, by what it is worth, and for how long. */
export function countBacklog(
  sql: SqlStorage,
  {
    budget,
    config,
    delivery,
    now,
  }: { budget: Budget; config: Config; delivery: DeliveryState; now: number },
): Backlog {
  const of = (priority: number) =>
    countUpTo(sql, 'SELECT 1 FROM subject WHERE priority = ?', priority)
  const backlog = {
    requests: countUpTo(sql, 'SELECT 1 FROM inbox'),
    newContacts: of(PRIORITY.newContact),
    changes: of(PRIORITY.identity),
    mapped: of(PRIORITY.mapped),
    // An entry of a visit that goes on is not late.
    timeline: countUpTo(
      sql,
      'SELECT 1 FROM subject WHERE priority = ? AND due_at <= ?',
      PRIORITY.timeline,
      now,
    ),
    held: countUpTo(sql, `SELECT 1 FROM subject WHERE ${HELD}`),
  }
  const waiting = [
    { priority: PRIORITY.newContact, count: backlog.newContacts.count },
    { priority: PRIORITY.identity, count: backlog.changes.count },
    { priority: PRIORITY.mapped, count: backlog.mapped.count },
    { priority: PRIORITY.timeline, count: backlog.timeline.count },
  ]
  const isEmpty = waiting.every(({ count }) => count === 0)
  if (isEmpty || NOBODY_KNOWS.includes(delivery.state)) return backlog
  const at = drainedAt(waiting, { budget, limits: config, now })
  return at === undefined ? backlog : { ...backlog, drainedAt: at }
}

/** It ends when a person acts, or when Freshsales is back. */
const NOBODY_KNOWS: readonly DeliveryState['state'][] = ['paused', 'dryRun', 'keyRefused', 'outage']
