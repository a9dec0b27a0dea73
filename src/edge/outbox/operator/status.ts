import type { Config } from '../../config.ts'
import type { OutboxStatus } from '../../outboxDoor.ts'
import type { Budget } from '../engine/budget.ts'
import { pausedSince } from '../engine/pauseDelivery.ts'
import { PRIORITY } from '../person/priority.ts'
import { isOverHighWater } from '../store/inbox.ts'
import { readState } from '../store/state.ts'

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
  if (isOverHighWater(sql)) degraded.push('The outbox is full: browsers are asked to come back.')
  return { ok: degraded.length === 0, degraded, oldestWaitingSeconds }
}

/** When the lead that waits longest came in; requests not folded yet count as well. */
export function oldestWaiting(sql: SqlStorage): number | null {
  const [row] = sql
    .exec<{ since: number | null }>(
      `SELECT MIN(since) AS since FROM (
         SELECT MIN(waiting_since) AS since FROM subject WHERE priority <= ?
         UNION ALL SELECT MIN(received_at) FROM inbox)`,
      PRIORITY.identity,
    )
    .toArray()
  return row?.since ?? null
}
