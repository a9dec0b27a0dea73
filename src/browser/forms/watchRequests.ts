import { attempt } from '../lib/attempt.ts'
import { wrap } from '../lib/wrap.ts'
import { edgeUrl } from '../settings.ts'

/** Answers that come with 200 and mean no: Contact Form 7, Elementor and many a hand-made endpoint. */
const REFUSAL = /\b(success|ok|valid)\W+false|\bstatus\W+\w*(fail|error|invalid|spam)/

type OnAnswer = (sent: string, isSuccess: boolean) => void

/** What `fetch` and XMLHttpRequest have in common when they are done. */
interface Answer {
  ok: boolean
  text(): unknown
}

/**
 * Sees what the page's own scripts send, by `fetch` and XMLHttpRequest. Installed when the first
 * form is submitted, and then for good: taking a wrapper out again would break those that others
 * have put around it. `onAnswer` gets address and body in one text.
 */
export const watchRequests = (isWaiting: () => unknown, onAnswer: OnAnswer): void => {
  /** A body that is a stream can be read by its receiver only: it throws here, and is no form's. */
  const judge = async (
    target: RequestInfo | URL,
    init: RequestInit | undefined,
    answer: () => Answer | Promise<Answer>,
  ): Promise<void> => {
    try {
      const request = new Request(target, init)
      const response = await answer()
      const body = init?.body
      // Files that go along are not read: they may be large.
      const sent = body instanceof FormData ? [...body.values()] : await request.text()
      onAnswer(request.url + sent, response.ok && !REFUSAL.test(`${await response.text()}`))
    } catch {}
  }

  wrap(window, 'fetch', (_, target: RequestInfo | URL, init?: RequestInit) => {
    if (!isWaiting() || target === edgeUrl()) return
    const copy = attempt(() => (target as Request).clone()) ?? target
    return (answer: Promise<Response>) =>
      judge(copy, init, () => answer.then((response) => response.clone()))
  })
  wrap(XMLHttpRequest.prototype, 'send', (request, body?: BodyInit | null) => {
    request.addEventListener('loadend', () => {
      if (!isWaiting()) return
      judge(request.responseURL, { method: 'POST', body: body as BodyInit }, () => ({
        ok: /^2/.test(`${request.status}`),
        // Parsed already, if the page asked for JSON.
        text: () => JSON.stringify(request.response),
      }))
    })
    return undefined
  })
}
