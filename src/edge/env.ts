import type { OutboxDoor } from './outboxDoor.ts'
import type { Variables } from './settings/settings.ts'
import type { Jurisdiction, Region } from './settings/tables/operationSettings.ts'
import type { VisitorsDoor } from './visitors/visitorsDoor.ts'

/** What the Worker is given: the settings an operator writes, and the bindings of `wrangler.jsonc`. */
export interface Env extends Variables {
  OUTBOX: Namespace<OutboxDoor>
  /** Strangers' objects; without the binding what they do is kept in the outbox as well. */
  VISITORS?: Namespace<VisitorsDoor>
  /** Counts events by address and key; without the binding nothing is throttled. */
  RATE_LIMIT?: RateLimit
  /** Cloudflare's binding `send_email`; without it nothing is sent by e-mail. */
  EMAIL?: EmailBinding
}

/** What is used of `SendEmail`: the form that the runtime itself makes a mail of. */
interface EmailBinding {
  send(mail: { from: string; to: string; subject: string; text: string }): Promise<unknown>
}

/** Objects of one class, by name. */
export interface Namespace<Door> {
  getByName(name: string, options?: { locationHint?: Region }): Door
  jurisdiction?(jurisdiction: Jurisdiction): Namespace<Door>
}
