import type { OutboxNamespace } from './outboxDoor.ts'
import type { Variables } from './settings/settings.ts'

/** What the Worker is given: the settings an operator writes, and the bindings of `wrangler.jsonc`. */
export interface Env extends Variables {
  OUTBOX: OutboxNamespace
  /** Counts events by address and key; without the binding nothing is throttled. */
  RATE_LIMIT?: RateLimit
}
