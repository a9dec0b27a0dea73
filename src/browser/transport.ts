import type { BatchFailure, BatchResult } from '../protocol/batch.ts'
import { bytesOf } from './lib/bytesOf.ts'
import type { Item } from './outcome.ts'
import { collectUrl, isOn, settings } from './settings.ts'

/** Browsers allow 64 KiB of keepalive bodies in flight for a whole page; the rest is left to others. */
export const KEEPALIVE_BYTES = 60_000

/** An edge that has not answered by then is taken for unreachable. */
const ANSWER_WITHIN_MS = 20_000

/** What the edge said about a batch. */
export interface Answer {
  /** Of HTTP; 0 when there was none. */
  _status: number
  _retryAfterSeconds?: number
  _said: Partial<Pick<BatchResult, 'rejected'> & Pick<BatchFailure, 'error'>>
}

export const bodyOf = (batch: Item[]): string =>
  `{"batch":[${batch.map((item) => item._text)}],"writeKey":${JSON.stringify(settings.writeKey)},"sentAt":"${new Date().toISOString()}"}`

let bytesInFlight = 0

/**
 * Posts a batch. The request starts before the call returns, so that it is on its way when the page
 * navigates in the same tick; its body is a plain text, which needs no preflight.
 */
export async function post(batch: Item[]): Promise<Answer> {
  const body = bodyOf(batch)
  const bytes = bytesOf(body)
  const keepalive = bytesInFlight + bytes < KEEPALIVE_BYTES
  const impatience = new AbortController()
  const timer = setTimeout(() => impatience.abort(), ANSWER_WITHIN_MS)
  if (keepalive) bytesInFlight += bytes
  try {
    const response = await fetch(collectUrl(), {
      method: 'POST',
      body,
      keepalive,
      credentials: isOn(settings.serverCookie) ? 'include' : 'omit',
      signal: impatience.signal,
    })
    return {
      _status: response.status,
      _retryAfterSeconds: Number(response.headers.get('retry-after')),
      // Whatever it says, a 200 means "stored".
      _said: (await response.json().catch(() => 0)) || {},
    }
  } catch (error) {
    return { _status: 0, _said: { error: { code: '', message: `${error}` } } }
  } finally {
    clearTimeout(timer)
    if (keepalive) bytesInFlight -= bytes
  }
}
