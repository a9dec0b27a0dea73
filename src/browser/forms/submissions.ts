import { isVisible } from './visible.ts'
import { watchRequests } from './watchRequests.ts'

/** A form handed in, of which nobody knows yet whether the site took it. */
export interface Submission<Lead> {
  form: HTMLFormElement
  /** What to report once it has succeeded. */
  lead: Lead
  /** Texts by which a request is recognised as the one that carries this form. */
  marks: string[]
}

const LOOK_EVERY_MS = 200

/** What has not shown success by then is taken for refused. */
const PATIENCE_MS = 30_000

/** The same form with the same content within this time is one sign-up. */
const REPEAT_MS = 60_000

type Pending<Lead> = Submission<Lead> & {
  since: number
  /** The visitor went on typing or clicking, so what happens next is their doing. */
  isTouched?: boolean
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '))
  } catch {
    return text
  }
}

/**
 * Finds out whether a submission succeeded when the page handles it by script: the request that
 * carried it was answered with success, or the page moved on, or the form went away, without the
 * visitor having touched anything. A refusal by the page's own validation shows none of these.
 */
export function createSubmissions<Lead>(ownUrl: string, report: (lead: Lead) => void) {
  const pending = new Map<HTMLFormElement, Pending<Lead>>()
  const reported = new WeakMap<HTMLFormElement, { content: string; at: number }>()
  let timer: ReturnType<typeof setInterval> | undefined
  let isWatching = false

  const succeed = (form: HTMLFormElement): void => {
    const submission = pending.get(form)
    if (!submission) return
    pending.delete(form)
    const content = submission.marks.join()
    const last = reported.get(form)
    if (last?.content === content && Date.now() - last.at < REPEAT_MS) return
    reported.set(form, { content, at: Date.now() })
    report(submission.lead)
  }

  const look = (): void => {
    for (const { form, since, isTouched } of pending.values()) {
      if (Date.now() - since > PATIENCE_MS) pending.delete(form)
      else if (!isTouched && !(form.isConnected && isVisible(form))) succeed(form)
    }
    if (!pending.size) clearInterval(timer)
  }

  const onRequest = (sent: string | undefined) => {
    const text = sent && decoded(sent)
    if (sent?.startsWith(ownUrl)) return
    for (const [form, submission] of pending) {
      if (!text || submission.marks.some((mark) => text.includes(mark))) {
        return (succeeded: boolean) => {
          if (pending.get(form) !== submission) return
          if (succeeded) succeed(form)
          else pending.delete(form)
        }
      }
    }
    return
  }

  return {
    succeed,
    begin(submission: Submission<Lead>): void {
      pending.set(submission.form, { ...submission, since: Date.now() })
      if (!isWatching) watchRequests(onRequest)
      isWatching = true
      clearInterval(timer)
      timer = setInterval(look, LOOK_EVERY_MS)
    },
    /** The visitor did something. */
    touch(): void {
      for (const submission of pending.values()) submission.isTouched = true
    },
    /** The page moves on: what the visitor did not interrupt has succeeded. */
    moveOn(): void {
      for (const { form, isTouched } of pending.values()) if (!isTouched) succeed(form)
    },
  }
}
