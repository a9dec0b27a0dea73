import { HOUR_MS, MINUTE_MS } from '../../../protocol/time.ts'
import type { Config } from '../../settings/config.ts'
import { affordableAt, type Budget, SLOT_MS, spentWithin } from '../engine/budget.ts'
import { pausedSince } from '../engine/pause.ts'
import { createFlowReader } from '../journal/countOutcome.ts'
import type { Messenger } from '../messages/messenger.ts'
import { PRIORITY } from '../person/priority.ts'
import { readState } from '../store/state.ts'
import { countBacklog, countUpTo } from './backlog.ts'
import { leadsRefused } from './deadLetters.ts'
import { TEST_LEAD } from './operations.ts'
import { readStatus } from './status.ts'
import type { DeliveryState, FlowPoint, Gauge, Overview } from './views.ts'

/** What an operator wants to know at a glance. */
export function readOverview(
  sql: SqlStorage,
  {
    config,
    failures,
    hints,
    messenger,
    now,
  }: {
    config: Config
    failures: readonly string[]
    hints: readonly string[]
    messenger: Pick<Messenger, 'look'>
    now: number
  },
): Overview {
  const budget = readState<Budget>(sql, 'budget', { spent: {} })
  const { remaining } = budget
  const refused = leadsRefused(sql, now)
  const delivery = deliveryState(sql, { budget, config, now })
  return {
    now,
    isNew: !hasLead(sql),
    health: readStatus(sql, { config, failures, hints, refused, now }),
    delivery,
    flow: readFlow(sql, budget, now),
    quota: {
      hour: gauge(spentWithin(budget, HOUR_MS, now), config.hourlyCalls),
      minute: gauge(spentWithin(budget, MINUTE_MS, now), config.minuteCalls),
      ...(remaining && { reported: { remaining: remaining.calls, at: remaining.at } }),
    },
    backlog: countBacklog(sql, { budget, config, delivery, now }),
    deadLetters: countUpTo(sql, 'SELECT 1 FROM dead_letter'),
    leadsRefused: refused,
    channels: messenger.look(),
    freshsales: config.domain.api.replace(/\/api$/, ''),
  }
}

/** The first of a site are soon found; nobody is looked for among many. */
const LOOKED_AT = 5_000

/** Whether somebody is in Freshsales who was not only the console's own try. */
function hasLead(sql: SqlStorage): boolean {
  const query = `SELECT 1 FROM (SELECT state FROM subject ORDER BY id LIMIT ${LOOKED_AT})
    WHERE json_valid(state) AND COALESCE(state ->> '$.contactId', state ->> '$.leadId') IS NOT NULL
      AND state ->> '$.byLink' IS NULL
      AND IFNULL(state ->> '$.email', '') NOT LIKE '${TEST_LEAD}%' LIMIT 1`
  return sql.exec(query).toArray().length > 0
}

function deliveryState(
  sql: SqlStorage,
  { budget, config, now }: { budget: Budget; config: Config; now: number },
): DeliveryState {
  const since = pausedSince(sql)
  if (since !== undefined) return { state: 'paused', since }
  if (config.dryRun) return { state: 'dryRun' }
  const until = affordableAt(budget, config, PRIORITY.newContact, now)
  if (budget.pausedFor === 'account') return { state: 'keyRefused', until }
  if (budget.pausedFor === 'outage') return { state: 'outage', until }
  if (until <= now) return { state: 'flowing' }
  return { state: budget.pausedFor ?? 'quotaUsedUp', until }
}

function readFlow(sql: SqlStorage, budget: Budget, now: number): Overview['flow'] {
  const read = createFlowReader(sql)
  const point = (unit: 'minutes' | 'hours', length: number) => (slot: number) => ({
    at: slot * length,
    calls:
      unit === 'hours'
        ? (budget.hours?.[slot] ?? 0)
        : callsBetween(budget, slot * length, (slot + 1) * length),
    ...read(unit, slot),
  })
  return {
    hour: lastSlots(60, Math.floor(now / MINUTE_MS), point('minutes', MINUTE_MS)),
    day: lastSlots(24, Math.floor(now / HOUR_MS), point('hours', HOUR_MS)),
  }
}

function lastSlots(count: number, last: number, point: (slot: number) => FlowPoint): FlowPoint[] {
  return Array.from({ length: count }, (_, index) => point(last - count + 1 + index))
}

function callsBetween({ spent }: Budget, from: number, to: number): number {
  let calls = 0
  for (let at = from; at < to; at += SLOT_MS) calls += spent[at / SLOT_MS] ?? 0
  return calls
}

const gauge = (used: number, limit: number): Gauge => ({
  used,
  limit,
  remaining: Math.max(0, limit - used),
})
