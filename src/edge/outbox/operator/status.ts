import type { OutboxStatus } from '../../outboxDoor.ts'
import type { Config } from '../../settings/config.ts'
import { adviceOn } from './adviceOn.ts'
import { readConditions } from './conditions.ts'
import { oldestWaiting } from './oldestWaiting.ts'

/** Whether leads flow, for `/health` and for whoever is on call. */
export function readStatus(
  sql: SqlStorage,
  {
    config,
    failures,
    refused,
    now,
  }: {
    config: Config
    failures: readonly string[]
    /** Where it was counted already, see `leadsRefused`. */
    refused?: number
    now: number
  },
): OutboxStatus {
  const oldest = oldestWaiting(sql)
  const oldestWaitingSeconds = oldest === null ? 0 : Math.max(0, Math.round((now - oldest) / 1000))
  const met = readConditions(sql, config, now, refused).filter(({ isMet }) => isMet)
  const degraded = [...failures, ...met.flatMap((each) => each.degraded ?? [])]
  const advice = adviceOn(sql, config, now)
  return {
    ok: degraded.length === 0,
    degraded,
    ...(advice.length > 0 && { advice }),
    oldestWaitingSeconds,
  }
}
