import type { BatchFailure, BatchResult } from '../protocol/batch.ts'
import { bytesOf } from './lib/bytesOf.ts'
import type { Settings } from './options.ts'

/** Browsers allow 64 KiB of keepalive bodies in flight for a whole page; the rest is left to others. */
export const KEEPALIVE_BYTES = 60_000

/** An edge that has not answered by then is taken for unreachable. */
const ANSWER_WITHIN_MS = 20_000

/** What the edge said about a batch. */
export type Answer =
  /** On disk, except the events refused: position → reason. */
  | { kind: 'stored'; refused: Map<number, string> }
  /** Not now: the network, a limit, or an outage. */
  | { kind: 'later'; reason: string; afterSeconds: number }
  /** Never: the request itself is wrong. */
  | { kind: 'refused'; reason: string; status: number }

export type Transport = (events: string[]) => Promise<Answer>

export const bodyOf = (events: string[], writeKey: string): string =>
  `{"batch":[${events}],"writeKey":${JSON.stringify(writeKey)},"sentAt":"${new Date().toISOString()}"}`

/**
 * Posts batches. The request starts before the call returns, so that it is on its way when the page
 * navigates in the same tick; its body is a plain string, which needs no preflight.
 */
export function createTransport({ url, writeKey, serverCookie }: Settings): Transport {
  let bytesInFlight = 0

  return async (events) => {
    const body = bodyOf(events, writeKey)
    const bytes = bytesOf(body)
    const keepalive = bytesInFlight + bytes <= KEEPALIVE_BYTES
    const impatience = new AbortController()
    const timer = setTimeout(() => impatience.abort(), ANSWER_WITHIN_MS)
    if (keepalive) bytesInFlight += bytes
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        keepalive,
        credentials: serverCookie ? 'include' : 'omit',
        signal: impatience.signal,
      })
      return await answerOf(response)
    } catch (error) {
      return { kind: 'later', reason: `network: ${error}`, afterSeconds: 0 }
    } finally {
      clearTimeout(timer)
      if (keepalive) bytesInFlight -= bytes
    }
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers, ok } = response
  const said: Partial<Pick<BatchResult, 'rejected'> & Pick<BatchFailure, 'error'>> =
    (await response.json().catch(() => 0)) || {}
  if (ok) {
    return {
      kind: 'stored',
      refused: new Map(said.rejected?.map((one) => [one.index, one.reason])),
    }
  }
  const reason = `${status} ${said.error?.message ?? ''}`
  if (status >= 500 || status === 429 || status === 408) {
    return { kind: 'later', reason, afterSeconds: Number(headers.get('retry-after')) || 0 }
  }
  return { kind: 'refused', reason, status }
}
