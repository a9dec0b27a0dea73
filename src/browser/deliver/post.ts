import { attempt } from '../lib/attempt.ts'
import { edgeUrl, isOn, settings } from '../settings.ts'

/** An edge that has not answered by then is taken for unreachable. */
const ANSWER_WITHIN_MS = 20_000

/**
 * A beacon, where `fetch` knows no keepalive or is a function of the page. It tells nothing of its
 * fate, so the events stay, and the edge drops what it has seen.
 */
export const beacon = (body: string): unknown => navigator.sendBeacon(edgeUrl(), body)

/** Posts a text, which needs no preflight. */
export const post = async (body: string, keepalive: boolean): Promise<Response> => {
  const response = await attempt(() =>
    fetch(edgeUrl(), {
      method: 'POST',
      body,
      keepalive,
      credentials: isOn(settings.serverCookie) ? 'include' : 'omit',
      signal: AbortSignal.timeout?.(ANSWER_WITHIN_MS),
    }),
  )
  if (!response?.json) throw `fetch is not the browser's: ${beacon(body)}`
  return response
}
