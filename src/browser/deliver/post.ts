import { attempt } from '../lib/attempt.ts'
import { edgeUrl, isOn, settings } from '../settings.ts'

/** An edge that has not answered by then is taken for unreachable. */
const ANSWER_WITHIN_MS = 20_000

/** What is read of an answer. */
export interface Answer {
  status: number
  headers: { get(name: string): string | null }
  json(): Promise<unknown>
}

/** Posts a text, which needs no preflight, also on pages that have a `fetch` of their own. */
export const post = async (body: string, keepalive: boolean): Promise<Answer> => {
  const answer = await attempt(() =>
    fetch(edgeUrl(), {
      method: 'POST',
      body,
      keepalive,
      credentials: isOn(settings.serverCookie) ? 'include' : 'omit',
      signal: AbortSignal.timeout?.(ANSWER_WITHIN_MS),
    }),
  )
  return typeof answer?.json === 'function' ? answer : postOtherwise(body)
}

const postOtherwise = (body: string): Promise<Answer> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', edgeUrl())
    request.timeout = ANSWER_WITHIN_MS
    request.withCredentials = !!isOn(settings.serverCookie)
    request.onloadend = () =>
      resolve({
        status: request.status,
        headers: { get: (name) => request.getResponseHeader(name) },
        json: async () => JSON.parse(request.responseText),
      })
    request.send(body)
  })
