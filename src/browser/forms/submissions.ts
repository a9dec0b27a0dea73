import { attempt } from '../lib/attempt.ts'
import { collectUrl } from '../settings.ts'
import { isVisible } from './visible.ts'
import { watchRequests } from './watchRequests.ts'

const LOOK_EVERY_MS = 200

/** What has not shown success by then is taken for refused. */
const PATIENCE_LOOKS = 150

/** A form handed in, of which nobody knows yet whether the site took it. */
interface Submission {
  _report: () => void
  /** Texts by which a request is recognised as the one that carries this form. */
  _marks: string[]
  _looks: number
  /** The visitor went on typing or clicking, so what happens next is their doing. */
  _isTouched?: boolean
}

/**
 * Finds out whether a submission succeeded when the page handles it by script: the request that
 * carried it was answered with success, or the page moved on, or the form went away, without the
 * visitor having touched anything. A refusal by the page's own validation shows none of these.
 */
const pending = new Map<HTMLFormElement, Submission>()

/** The same form with the same content is one sign-up, however often it is sent. */
const reported = new WeakMap<HTMLFormElement, string>()

let timer: ReturnType<typeof setInterval> | undefined

export const succeed = (form: HTMLFormElement): void => {
  const { _report, _marks } = pending.get(form) ?? {}
  pending.delete(form)
  if (!_report || reported.get(form) === `${_marks}`) return
  reported.set(form, `${_marks}`)
  _report()
}

const succeedIf = (isOver: (form: HTMLFormElement) => boolean): void => {
  for (const [form, { _isTouched }] of pending) if (!_isTouched && isOver(form)) succeed(form)
}

const look = (): void => {
  succeedIf((form) => !form.isConnected || !isVisible(form))
  for (const [form, submission] of pending) if (!submission._looks--) pending.delete(form)
}

const onAnswer = (sent: string, isSuccess: boolean): void => {
  const text = attempt(() => decodeURIComponent(sent)) ?? sent
  for (const [form, { _marks }] of pending) {
    if (sent.startsWith(collectUrl()) || !_marks.some((mark) => text.includes(mark))) continue
    if (isSuccess) succeed(form)
    else pending.delete(form)
  }
}

export const begin = (form: HTMLFormElement, marks: string[], report: () => void): void => {
  if (!timer) {
    watchRequests(() => !!pending.size, onAnswer)
    timer = setInterval(look, LOOK_EVERY_MS)
  }
  pending.set(form, { _report: report, _marks: marks, _looks: PATIENCE_LOOKS })
}

/** The visitor did something. */
export const touch = (): void => {
  for (const submission of pending.values()) submission._isTouched = true
}

/** The page moves on: what the visitor did not interrupt has succeeded. */
export const moveOn = (): void => succeedIf(() => true)
