import { HAND_IN_FIELD } from '../../../protocol/form/handIn.ts'
import type { FormOptions } from '../../api.ts'
import type { Moment } from '../../record/moment.ts'
import type { Beginning } from '../beginnings.ts'
import type { Evidence } from '../evidence.ts'
import type { FormsKit } from '../kit.ts'
import { bare, isForm } from '../scope.ts'
import type { Before } from './look.ts'
import type { FormReading } from './readForm.ts'
import type { NewWords } from './watchTexts.ts'

/** A form handed in, of which nobody knows yet whether the site took it. */
export interface Submission {
  before: Before
  reading: FormReading
  options: FormOptions
  moment: Moment
  /** When it was handed in, by the clock that never goes back. */
  at: number
  /** Path of the page then. */
  path: string
  evidence: Evidence[]
  texts: { read: () => NewWords[]; stop: () => void }
  /** Where the browser itself shows the answer, if it is about to submit the form. */
  native?: Beginning['native']
  /** By which the edge can tell a robot: seconds since the page began, and whether the trap was filled in. */
  impression: { seconds: number; honeypot: boolean }
  /** Last verdict, as it was told. */
  told?: string
}

/** Where the site says so, whoever hands a form in consents to what it says. */
export const consentOf = ({ isConsent }: FormsKit): object =>
  isConsent ? { consent: { analytics: true, marketing: true } } : {}

/** One sign-up: an `identify` with its traits and a `track`. Returns their ids. */
export const report = (kit: FormsKit, submission: Submission, isProvisional = false): string[] => {
  const { before, reading, options, moment, impression } = submission
  const scope = bare(before.scope)
  const form = {
    // What the page's server tells of the same form joins this.
    id: scope.querySelector<HTMLInputElement>(`[name=${HAND_IN_FIELD}]`)?.value || undefined,
    ...impression,
    ...(isProvisional && { provisional: true }),
  }
  const properties = {
    formId: scope.getAttribute('id') ?? undefined,
    formName: (isForm(scope) && scope.getAttribute('name')) || undefined,
    url: kit.pageAddress(moment.href).href,
  }
  const ids: string[] = []
  const record = (type: 'identify' | 'track', given: unknown[]): void => {
    const messageId = kit.createId()
    ids.push(messageId)
    kit.record(type, [...given, { messageId, context: { form, ...consentOf(kit) } }], moment)
  }
  if (Object.keys(reading.traits)[0]) record('identify', [reading.traits])
  record('track', [options.event ?? scope.dataset['event'] ?? 'Form Submitted', properties])
  return ids
}
