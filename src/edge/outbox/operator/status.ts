import type { OutboxStatus } from '../../outboxDoor.ts'
import type { Config } from '../../settings/config.ts'
import type { Budget } from '../engine/budget.ts'
import { pausedSince } from '../engine/pauseDelivery.ts'
import { isOverHighWater } from '../inbox.ts'
import { PRIORITY } from '../person/priority.ts'
import { readState } from '../state.ts'
import { leadsRefused, tellLeadsRefused } from './leadsRefused.ts'

/** Whether leads flow, for `/health` and for whoever is on call. */
export function readStatus(
  sql: SqlStorage,
  { config, failures, now }: { config: Config; failures: readonly string[]; now: number },
): OutboxStatus {
  const budget = readState<Budget>(sql, 'budget', { spent: {} })
  const oldest = oldestWaiting(sql)
  const oldestWaitingSeconds = oldest === null ? 0 : Math.max(0, Math.round((now - oldest) / 1000))
  const degraded: string[] = [...failures]
  if (pausedSince(sql) !== undefined) degraded.push('Delivery is paused in the console.')
  if (budget.pausedFor === 'account')
    degraded.push('Freshsales does not accept the API key: check FRESHSALES_API_KEY.')
  if (budget.pausedFor === 'outage') degraded.push('Freshsales does not answer.')
  if (oldestWaitingSeconds > config.alertAfterMinutes * 60)
    degraded.push(`A lead has been waiting for ${Math.round(oldestWaitingSeconds / 60)} minutes.`)
  const refused = tellLeadsRefused(leadsRefused(sql, now))
  if (refused !== undefined) degraded.push(refused)
  if (isOverHighWater(sql)) degraded.push('The outbox is full: browsers are asked to come back.')
  return { ok: degraded.length === 0, degraded, oldestWaitingSeconds }
}

/** When the lead that waits longest came in; requests not folded yet and forms that are held count as well. */
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
