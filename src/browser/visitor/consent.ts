import type { Consent, Context, Event } from '../../protocol/event.ts'
import { attempt } from '../lib/attempt.ts'
import { parse } from '../lib/parse.ts'
import { isOn, settings } from '../settings.ts'

interface PrivacyControl {
  globalPrivacyControl?: boolean
}

/** The one mark that stays after a refusal. */
export const CONSENT_KEY = 'fse.consent'

/** The visitor's decision, by purpose; none before they took it. */
export let decision: Consent | undefined

/** `identify`, `group` and `alias` make the record in the CRM; the others watch the site. */
export const isAboutPerson = (type: Event['type']): boolean => /^[iga]/.test(type)

/** Whether an event may travel; undefined as long as the visitor has not decided. */
export const permits = (type: Event['type'], context?: Context): boolean | undefined => {
  if (context?.['form'] && settings.formsConsent === 'form') return true
  if (decision) return decision[isAboutPerson(type) ? 'marketing' : 'analytics']
  if ((navigator as PrivacyControl).globalPrivacyControl && settings.gpc !== 'ignore') return false
  return !isOn(settings.consent) || undefined
}

export const isConsentGiven = (): boolean | undefined => permits('page') || permits('identify')

/** Whether anything about the person may be kept on the device. */
export const mayStore = (): boolean | undefined => !isOn(settings.cookieless) && isConsentGiven()

/** Takes up an earlier decision, or that of another tab. */
export const recallDecision = (): void => {
  decision = attempt(() => parse<Consent>(localStorage[CONSENT_KEY])) ?? decision
}

export const setDecision = (taken: Consent): void => {
  decision = taken
}
