import type { Config } from '../../settings/config.ts'
import type { Budget } from '../engine/budget.ts'
import { PRIORITY } from '../person/priority.ts'
import { drainedAt } from './drainedAt.ts'
import type { Backlog, Count, DeliveryState } from './views.ts'
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

/** Rows read are billed, and a console looks every few seconds. */
const BOUND = 5_000

/** Counts the rows of a query, up to a bound. */
export function countUpTo(sql: SqlStorage, query: string, ...bindings: number[]): Count {
  const [row] = sql
    .exec<{ count: number }>(
      `SELECT COUNT(*) AS count FROM (${query} LIMIT ${BOUND + 1})`,
      ...bindings,
    )
    .toArray()
  const count = row?.count ?? 0
  return { count: Math.min(count, BOUND), isMore: count > BOUND }
}

/** When the lead that waits longest came in; requests not folded yet count as well. */
export function oldestWaiting(sql: SqlStorage): number | null {
  const [row] = sql
    .exec<{ since: number | null }>(
      `SELECT MIN(since) AS since FROM (
         SELECT MIN(waiting_since) AS since FROM subject WHERE priority <= ?
         UNION ALL SELECT MIN(received_at) FROM inbox
         UNION ALL SELECT MIN(received_at) FROM provisional WHERE events IS NOT NULL)`,
      PRIORITY.identity,
    )
    .toArray()
  return row?.since ?? null
}
