import type { BatchFailure, BatchResult } from '../protocol/batch.ts'
import type { Item } from './outcome.ts'
import { items } from './queue.ts'
import { collectUrl, isOn, settings } from './settings.ts'

/** Browsers allow 64 KiB of keepalive bodies in flight for a whole page; the rest is left to others. */
const KEEPALIVE_BYTES = 60_000

/** An edge that has not answered by then is taken for unreachable. */
const ANSWER_WITHIN_MS = 20_000

/** What the edge said about a batch. */
export interface Answer {
  /** Of HTTP; 0 when there was none. */
  _status: number
  _retryAfterSeconds: number
  _said: Partial<Pick<BatchResult, 'rejected'> & Pick<BatchFailure, 'error'>>
  /** What went wrong below HTTP. */
  _error?: unknown
}

export const bodyOf = (batch: Item[]): string =>
  `{"batch":[${batch.map((item) => item._text)}],"writeKey":${JSON.stringify(settings.writeKey)},"sentAt":"${new Date().toISOString()}"}`

/**
 * Posts a batch. The request starts before the call returns, so that it is on its way when the page
 * navigates in the same tick; its body is a plain text, which needs no preflight.
 */
export async function post(batch: Item[]): Promise<Answer> {
  const answer: Answer = { _status: 0, _retryAfterSeconds: 0, _said: {} }
  try {
    const inFlight = bodyOf(items.filter((item) => item._isInFlight))
    const response = await fetch(collectUrl(), {
      method: 'POST',
      body: bodyOf(batch),
      keepalive: new Blob([inFlight]).size < KEEPALIVE_BYTES,
      credentials: isOn(settings.serverCookie) ? 'include' : 'omit',
      signal: AbortSignal.timeout?.(ANSWER_WITHIN_MS),
    })
    answer._status = response.status
    answer._retryAfterSeconds = Number(response.headers.get('retry-after'))
    answer._said = await response.json()
  } catch (error) {
    // An answer that is no JSON has a status all the same.
    answer._error = error
  }
  return answer
}
