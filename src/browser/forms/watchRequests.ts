import { attempt } from '../lib/attempt.ts'

/** Answers that come with 200 and mean no: Contact Form 7, Elementor and many a hand-made endpoint. */
const REFUSAL = /"(success|ok|valid)": ?false|"status": ?"[^"]*(fail|error|invalid|spam)/

/** Address and body in one text, or nothing when the body cannot be read here. */
const textOf = (url: unknown, body: unknown): string | undefined =>
  body instanceof FormData
    ? `${url} ${[...body.values()]}`
    : Object(body) === body && !(body instanceof URLSearchParams)
      ? undefined
      : `${url} ${body}`

/**
 * Sees what the page's own scripts send, by `fetch` and XMLHttpRequest, and passes all of it on
 * untouched. Installed when the first form is submitted, and then for good: taking a wrapper out
 * again would break those that others have put around it.
 */
export function watchRequests(
  isWanted: () => boolean,
  onAnswer: (sent: string | undefined, isSuccess: boolean) => void,
): void {
  const { fetch } = window
  window.fetch = (...given) => {
    const answer = fetch(...given)
    const [target, init] = given
    const { url = target, body = init?.body } = target as Partial<Request>
    if (isWanted()) {
      answer
        .then(async (response) => response.ok && !REFUSAL.test(await response.clone().text()))
        .catch(() => false)
        .then((isSuccess) => onAnswer(textOf(url, body), isSuccess))
    }
    return answer
  }

  const { send } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.send = function (body) {
    if (isWanted()) {
      this.addEventListener('loadend', () =>
        onAnswer(
          textOf(this.responseURL, body),
          /^2/.test(`${this.status}`) && !REFUSAL.test(`${attempt(() => this.responseText)}`),
        ),
      )
    }
    send.call(this, body)
  }
}
