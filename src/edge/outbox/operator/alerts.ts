import { NEVER } from '../../../protocol/time.ts'
import type { Config } from '../../settings/config.ts'
import { logEvent, nameError } from '../journal/log.ts'
import { readState, writeState } from '../store/state.ts'
import { type Condition, readConditions } from './conditions.ts'

export interface Alerts {
  /** Tells what has begun or is over since the last time. Answers when to look again, and waits for nobody. */
  check(config: Config): number
}

/** A webhook that does not answer is tried again after this long. */
const RETRY_MS = 60_000

/** Conditions that the webhook was told of, each with when it began. */
type Raised = { [name in Condition['name']]?: number }

/** What telling people works with. */
export interface Telling {
  sql: SqlStorage
  /** Rejects when the webhook did not take it. */
  post(url: string, body: object): Promise<void>
  now(): number
}

export function createAlerts({ sql, post, now }: Telling): Alerts {
  const busyUntil = new Map<Condition['name'], number>()

  function tell(url: string, { name, isMet, begun, over }: Condition, since: number): void {
    const state = isMet ? 'begun' : 'over'
    busyUntil.set(name, now() + RETRY_MS)
    const text = `freshsales-edge: ${isMet ? begun : over}`
    post(url, { text, condition: name, state, since: new Date(since).toISOString() }).then(
      () => {
        const { [name]: _, ...others } = readState<Raised>(sql, 'alerts', {})
        writeState(sql, 'alerts', isMet ? { ...others, [name]: since } : others)
        busyUntil.delete(name)
        logEvent('alert_sent', { condition: name, state })
      },
      (error) => logEvent('alert_failed', { condition: name, state, error: nameError(error) }),
    )
  }

  return {
    check(config) {
      const { alertWebhook } = config
      if (alertWebhook === undefined) return NEVER
      let lookAgainAt = NEVER
      const raised = readState<Raised>(sql, 'alerts', {})
      for (const condition of readConditions(sql, config, now())) {
        if (condition.isQuiet) continue
        const since = raised[condition.name]
        lookAgainAt = Math.min(lookAgainAt, condition.changesAt)
        if (condition.isMet === (since !== undefined)) continue
        if ((busyUntil.get(condition.name) ?? 0) <= now())
          tell(alertWebhook, condition, since ?? now())
        lookAgainAt = Math.min(lookAgainAt, busyUntil.get(condition.name) ?? NEVER)
      }
      return lookAgainAt
    },
  }
}

/** A webhook is no part of the delivery; nobody waits longer for it. */
const TIMEOUT_MS = 10_000

/** Posts JSON; rejects when the receiver does not take it. The address is a secret and not in the error. */
export async function postAlert(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  await response.body?.cancel()
  if (!response.ok) throw new WebhookRefused(`The webhook answered ${response.status}.`)
}

/** It was reached and did not take it: sent again, it is there once. */
class WebhookRefused extends Error {
  override name = 'WebhookRefused'
}
