import type { Env } from './env.ts'
import { outboxOf, testsOf } from './objects.ts'
import { nameError } from './outbox/journal/log.ts'
import type { AppendAnswer, AppendRequest, OutboxStatus } from './outboxDoor.ts'

/** A second attempt is safe: the same messageIds are stored once. */
const ATTEMPTS = 2

/** Long enough for an overloaded object to catch up. */
const OVERLOADED_RETRY_SECONDS = 10

/** Stores a request, or says when to come again; never throws. */
export function appendToOutbox(env: Env, request: AppendRequest): Promise<AppendAnswer> {
  return insist(() => outboxOf(env).append({ ...request, askedAt: Date.now() }))
}

/** The same for what a test key sends. */
export function appendToTests(env: Env, request: AppendRequest): Promise<AppendAnswer> {
  return insist(() => testsOf(env).appendTest(request))
}

async function insist(append: () => Promise<AppendAnswer>): Promise<AppendAnswer> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      return await append()
    } catch (error) {
      console.error(JSON.stringify({ event: 'append_failed', attempt, error: nameError(error) }))
      if (!isRetryable(error)) break
    }
  }
  return { stored: false, retryAfterSeconds: OVERLOADED_RETRY_SECONDS }
}

/** Asks the Outbox how it is; an object that cannot answer is not well. */
export async function askOutboxStatus(env: Env): Promise<OutboxStatus> {
  try {
    return await outboxOf(env).status()
  } catch (error) {
    console.error(JSON.stringify({ event: 'status_failed', error: nameError(error) }))
    return { ok: false, degraded: ['The outbox does not answer.'], oldestWaitingSeconds: 0 }
  }
}

/** Somebody may look for bookings that are missing. */
export async function tellWebhookRefused(env: Env): Promise<void> {
  try {
    await outboxOf(env).refuseWebhook()
  } catch (error) {
    console.error(JSON.stringify({ event: 'webhook_refusal_not_noted', error: nameError(error) }))
  }
}

/** https://developers.cloudflare.com/durable-objects/best-practices/error-handling/ */
function isRetryable(error: unknown): boolean {
  const { retryable, overloaded } = error as { retryable?: boolean; overloaded?: boolean }
  return retryable === true && overloaded !== true
}
