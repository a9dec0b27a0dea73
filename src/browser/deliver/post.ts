import { edgeUrl, request } from '../core.ts'
import { attempt } from '../lib/attempt.ts'

/** An edge that has not answered by then is taken for unreachable. */
const ANSWER_WITHIN_MS = 20_000

/**
 * A beacon, where `fetch` knows no keepalive or is a function of the page. It tells nothing of its
 * fate, so the events stay, and the edge drops what it has seen.
 */
export const beacon = (body: string): unknown => navigator.sendBeacon(edgeUrl(), body)

export const post = async (body: string, keepalive: boolean): Promise<Response> => {
  const response = await attempt(() =>
    request(body, keepalive, AbortSignal.timeout?.(ANSWER_WITHIN_MS)),
  )
  if (!response?.json) throw `fetch is not the browser's: ${beacon(body)}`
  return response
}
