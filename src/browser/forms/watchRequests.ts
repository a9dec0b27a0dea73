import { attempt } from '../lib/attempt.ts'

/** Hears of a request; whoever wants to know how it ends answers with a function for that. */
export type OnRequest = (sent: string | undefined) => ((succeeded: boolean) => void) | undefined

/** Answers that come with 200 and mean no: Contact Form 7, Elementor and many a hand-made endpoint. */
const REFUSAL =
  /"(success|ok|valid)": ?false|"status": ?"[^"]*(fail|error|invalid|spam)|"errors?": ?(\[[^\]]|\{[^}]|")/

/** Address and body in one text; nothing when the body is of a kind that cannot be read here. */
const textOf = (url: unknown, body: unknown): string | undefined => {
  if (body instanceof FormData) return `${url} ${[...body.values()]}`
  return !body || typeof body === 'string' || body instanceof URLSearchParams
    ? `${url} ${body}`
    : undefined
}

/**
 * Sees what the page's own scripts send, by `fetch` and XMLHttpRequest, and passes all of it on
 * untouched. Installed when the first form is submitted, and then for good: taking a wrapper out
 * again would break those that others have put around it.
 */
export function watchRequests(onRequest: OnRequest): void {
  const { fetch } = window
  window.fetch = function (...given) {
    const answer = fetch.apply(this, given)
    const [target, init] = given
    const isOpaque = target instanceof Request && target.body
    const done = onRequest(
      isOpaque ? undefined : textOf((target as Request).url ?? target, init?.body),
    )
    if (done) {
      answer
        .then(async (response) => done(response.ok && !REFUSAL.test(await response.clone().text())))
        .catch(() => done(false))
    }
    return answer
  }

  const { open, send } = XMLHttpRequest.prototype
  const addresses = new WeakMap<XMLHttpRequest, unknown>()
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...given: unknown[]) {
    addresses.set(this, given[1])
    return open.apply(this, given as Parameters<typeof open>)
  }
  XMLHttpRequest.prototype.send = function (body) {
    const done = onRequest(textOf(addresses.get(this), body))
    if (done) {
      this.addEventListener('loadend', () => {
        const text = attempt(() => this.responseText) ?? JSON.stringify(this.response)
        done(this.status >= 200 && this.status < 300 && !REFUSAL.test(text))
      })
    }
    return send.call(this, body)
  }
}
