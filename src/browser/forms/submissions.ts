import { attempt } from '../lib/attempt.ts'
import { collectUrl } from '../settings.ts'
import { isVisible } from './visible.ts'
import { watchRequests } from './watchRequests.ts'

const LOOK_EVERY_MS = 200

/** What has not shown success by then is taken for refused. */
const PATIENCE_MS = 30_000

/** A form handed in, of which nobody knows yet whether the site took it; or which was reported. */
interface Submission {
  _report?: (() => void) | undefined
  /** Texts by which a request is recognised as the one that carries this form. */
  _marks: string[]
  _since: number
}

/**
 * Finds out whether a submission succeeded when the page handles it by script: the request that
 * carried it was answered with success, or the page moved on, or the form went away, without the
 * visitor having touched anything. A refusal by the page's own validation shows none of these.
 */
const submissions = new Map<HTMLFormElement, Submission>()

let timer: ReturnType<typeof setInterval> | undefined

/** Reports once. */
export const succeed = (form: HTMLFormElement): void => {
  const submission = submissions.get(form)
  submission?._report?.()
  if (submission) submission._report = undefined
}

const succeedIf = (isOver: (form: HTMLFormElement) => boolean): void => {
  for (const [form, { _since }] of submissions) {
    if (Date.now() - _since < PATIENCE_MS && isOver(form)) succeed(form)
  }
}

const isWaiting = (): boolean => [...submissions.values()].some(({ _report }) => _report)

const onAnswer = (sent: string, isSuccess: boolean): void => {
  const text = attempt(() => decodeURIComponent(sent)) ?? sent
  for (const [form, { _marks }] of submissions) {
    if (sent.startsWith(collectUrl()) || !_marks.some((mark) => text.includes(mark))) continue
    if (isSuccess) succeed(form)
    else submissions.delete(form)
  }
}

/** The same form with the same content is one sign-up, however often it is sent. */
export const begin = (form: HTMLFormElement, marks: string[], report: () => void): void => {
  if (!timer) {
    watchRequests(isWaiting, onAnswer)
    timer = setInterval(
      () => succeedIf((form) => !form.isConnected || !isVisible(form)),
      LOOK_EVERY_MS,
    )
  }
  const known = submissions.get(form)
  const isRepeated = known && !known._report && `${known._marks}` === `${marks}`
  if (!isRepeated) submissions.set(form, { _report: report, _marks: marks, _since: Date.now() })
}

/** The visitor did something, so what happens next is their doing. */
export const touch = (): void => {
  for (const submission of submissions.values()) submission._since = 0
}

/** The page moves on: what the visitor did not interrupt has succeeded. */
export const moveOn = (): void => succeedIf(() => true)
