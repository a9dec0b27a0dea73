import { DAY_MS, MINUTE_MS } from '../../protocol/time.ts'
import type { AppendRequest } from '../outboxDoor.ts'
import { readState, writeState } from './store/state.ts'

/** As long as a signature is taken, in either direction of the clock; an older one is refused by its time. */
const REMEMBERED_MS = 6 * MINUTE_MS

/** However many refused calls come, they are written down so often. */
const WRITTEN_EVERY_MS = MINUTE_MS

/**
 * What the outbox knows of calls that vendors sign. Signatures are kept in memory: an outbox that
 * starts again takes one twice, whose events have the same `messageId` and count once.
 */
export function createWebhooks(sql: SqlStorage, now: () => number) {
  const seen = new Map<string, number>()
  return {
    isRepeated({ signature }: AppendRequest): boolean {
      for (const [one, at] of seen) if (at < now() - REMEMBERED_MS) seen.delete(one)
      const isRepeated = signature !== undefined && seen.has(signature)
      if (isRepeated) this.refuse()
      return isRepeated
    },
    remember({ signature }: AppendRequest): void {
      if (signature !== undefined) seen.set(signature, now())
    },
    /** A call was refused for its signature. */
    refuse(): void {
      if (refusedAt(sql) < now() - WRITTEN_EVERY_MS) writeState(sql, 'webhookRefusedAt', now())
    },
  }
}

const refusedAt = (sql: SqlStorage): number => readState(sql, 'webhookRefusedAt', 0)

/** Said for a day. Anybody can call, so it makes nothing unwell and wakes nobody. */
export function tellWebhooksRefused(sql: SqlStorage, now: number): string[] {
  return refusedAt(sql) > now - DAY_MS
    ? [
        'A call to /v1/webhooks/calendly was refused in the last day: its signature is wrong, too old, or was used before. Where bookings are missing, set CALENDLY_SIGNING_KEY to the signing key of the webhook subscription.',
      ]
    : []
}
