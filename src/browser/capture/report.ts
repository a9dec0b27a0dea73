import type { FormsKit } from './kit.ts'
import { isForm } from './scope.ts'
import type { Submission } from './submission.ts'

/** Where the site says so, whoever hands a form in consents to what it says. */
export const consentOf = ({ isConsent }: FormsKit): object =>
  isConsent ? { consent: { analytics: true, marketing: true } } : {}

/** One sign-up: an `identify` with its traits and a `track`. Returns their ids. */
export const report = (kit: FormsKit, submission: Submission, isProvisional = false): string[] => {
  const { before, reading, options, moment, impression } = submission
  const scope = before.scope as HTMLElement
  const form = { ...impression, ...(isProvisional && { provisional: true }) }
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
