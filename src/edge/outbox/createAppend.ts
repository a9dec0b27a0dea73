import type { AppendAnswer, AppendRequest } from '../outboxDoor.ts'
import type { Config } from '../settings/config.ts'
import type { Failures } from './alarmClock.ts'
import type { createHome } from './home.ts'
import { nameError } from './journal/log.ts'
import type { createLeadsFirst } from './leadsFirst.ts'
import { appendRequest } from './store/inbox.ts'
import type { createWebhooks } from './webhooks.ts'

/** When its disk is full, or it must not be where it is. */
const FULL_RETRY_SECONDS = 300

/** Keeps a request, or says why not. Never throws: the answer to a fault is to come again. */
export function createAppend({
  storage,
  config: read,
  leadsFirst,
  home,
  webhooks,
  failures,
  wake,
}: {
  storage: DurableObjectStorage
  config(): Config
  leadsFirst: ReturnType<typeof createLeadsFirst>
  home: ReturnType<typeof createHome>
  webhooks: ReturnType<typeof createWebhooks>
  failures: Failures
  wake(): Promise<void>
}) {
  return async (request: AppendRequest): Promise<AppendAnswer> => {
    try {
      const config = read()
      const shed = leadsFirst.refusal(request, config.dailyRows)
      if (shed !== undefined) return { stored: false, shed }
      if (webhooks.isRepeated(request)) return { stored: false, repeated: true }
      const reason = await home.settle(config)
      if (reason) return { stored: false, retryAfterSeconds: FULL_RETRY_SECONDS, reason }
      appendRequest(storage, request)
      webhooks.remember(request)
      failures.delete('append')
    } catch (error) {
      const reason = nameError(error)
      console.error(JSON.stringify({ event: 'append_failed', error: reason }))
      failures.set('append', `A request could not be stored: ${reason}`)
      return { stored: false, retryAfterSeconds: FULL_RETRY_SECONDS }
    }
    await wake()
    return { stored: true }
  }
}
