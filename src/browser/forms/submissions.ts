import { attempt } from '../lib/attempt.ts'
import { watchRequests } from './watchRequests.ts'

const LOOK_EVERY_MS = 200

/** What has not shown success by then is taken for refused. */
const PATIENCE_MS = 30_000

/** A form handed in, of which nobody knows yet whether the site took it. */
interface Submission {
  _report: () => void
  /** Texts by which a request is recognised as the one that carries this form. */
  _values: string[]
  _since: number
  /** The visitor did something since, or somebody said no: from then on only a yes counts. */
  _needsYes?: boolean
}

/**
 * Finds out whether a submission succeeded when the page handles it by script: the request that
 * carried it was answered with success, or the page moved on, or the form went away, without the
 * visitor having touched anything. A refusal by the page's own validation shows none of these.
 */
const submissions = new Map<HTMLFormElement, Submission>()

/** The same form with the same content is one sign-up, however often it is sent. */
const reported = new WeakMap<HTMLFormElement, string>()

let timer: ReturnType<typeof setInterval> | undefined

export const succeed = (form: HTMLFormElement): void => {
  const { _report, _values = [] } = submissions.get(form) ?? {}
  submissions.delete(form)
  if (!_report || (_values[0] && `${_values}` === reported.get(form))) return
  reported.set(form, `${_values}`)
  _report()
}

const succeedIf = (isOver: (form: HTMLFormElement) => boolean): void => {
  for (const [form, { _since, _needsYes }] of submissions) {
    if (Date.now() - _since > PATIENCE_MS) submissions.delete(form)
    else if (!_needsYes && isOver(form)) succeed(form)
  }
}

/** A no may be meant for the request of another script, so it is not the last word. */
const onAnswer = (sent: string, isSuccess: boolean): void => {
  const text = sent + attempt(() => decodeURIComponent(sent))
  for (const [form, submission] of submissions) {
    if (!submission._values.some((value) => text.includes(value))) continue
    if (isSuccess) succeed(form)
    submission._needsYes = true
  }
}

/** Gone, or none of its fields has a place on the page any more. */
const isGone = (form: HTMLFormElement): boolean =>
  !form.isConnected || ![...form.elements].some((field) => field.getClientRects()[0])

export const begin = (form: HTMLFormElement, values: string[], report: () => void): void => {
  if (!timer) {
    watchRequests(() => submissions.size, onAnswer)
    timer = setInterval(() => succeedIf(isGone), LOOK_EVERY_MS)
  }
  submissions.set(form, { _report: report, _values: values, _since: Date.now() })
}

export const touch = (): void => {
  for (const submission of submissions.values()) submission._needsYes = true
}

/** The page moves on: what the visitor did not interrupt has succeeded. */
export const moveOn = (): void => succeedIf(() => true)
