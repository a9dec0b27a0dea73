import { attempt } from '../lib/attempt.ts'

/** Answers that come with 200 and mean no: Contact Form 7, Elementor and many a hand-made endpoint. */
const REFUSAL = /"(success|ok|valid)": ?false|"status": ?"[^"]*(fail|error|invalid|spam)/

type OnAnswer = (sent: string, isSuccess: boolean) => void

/**
 * Sees what the page's own scripts send, by `fetch` and XMLHttpRequest, and passes all of it on
 * untouched. Installed when the first form is submitted, and then for good: taking a wrapper out
 * again would break those that others have put around it. `onAnswer` gets address and body in one text.
 */
export function watchRequests(isWaiting: () => boolean, onAnswer: OnAnswer): void {
  /** Reads a body of any kind as text; a stream can be read by its receiver only, and fails here. */
  const judge = async (url: unknown, body: unknown, isSuccess: unknown): Promise<void> => {
    const sent = attempt(() => new Response(body as BodyInit).text())
    onAnswer(`${url} ${await sent}`, !!(await isSuccess))
  }

  const { fetch } = window
  window.fetch = (...given) => {
    if (!isWaiting()) return fetch(...given)
    const [target, init] = given
    const { url = target, body = init?.body } = attempt(() => (target as Request).clone()) ?? {}
    const answer = fetch(...given)
    const isSuccess = answer.then(
      async (response) => response.ok && !REFUSAL.test(await response.clone().text()),
    )
    judge(
      url,
      body,
      isSuccess.catch(() => 0),
    )
    return answer
  }

  const { send } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.send = function (body) {
    this.addEventListener('loadend', () => {
      if (!isWaiting()) return
      const said = attempt(() => this.responseText)
      judge(this.responseURL, body, /^2/.test(`${this.status}`) && !REFUSAL.test(`${said}`))
    })
    send.call(this, body)
  }
}
