import type { Consent, Event } from '../protocol/event.ts'
import { PREFIX, parse, read, write } from './lib/storage.ts'
import type { Settings } from './options.ts'

/** The one mark that stays after a refusal. */
export const CONSENT_KEY = `${PREFIX}.consent`

/** What may happen to an event now. */
export type Gate = 'open' | 'held' | 'shut'

/** Which purpose an event serves: the record in the CRM, or the watching of the site. */
const purposeOf = (type: Event['type']): keyof Consent =>
  type === 'identify' || type === 'group' || type === 'alias' ? 'marketing' : 'analytics'

/** The visitor's decision: undecided, or by purpose. */
export function createConsent(settings: Settings) {
  const refusedByBrowser =
    settings.gpc !== 'ignore' &&
    (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl
  let decision: Consent | undefined = settings.cookieless ? undefined : parse(read(CONSENT_KEY))

  const gate = (type: Event['type']): Gate => {
    if (decision) return decision[purposeOf(type)] ? 'open' : 'shut'
    if (refusedByBrowser) return 'shut'
    return settings.consent ? 'held' : 'open'
  }

  const isGiven = (): boolean => gate('page') === 'open' || gate('identify') === 'open'

  return {
    gate,
    decision: () => decision,
    /** Whether anything about the person may be kept on the device. */
    mayStore: () => !settings.cookieless && isGiven(),
    isGiven,
    decide(granted: boolean | Consent) {
      const { analytics, marketing } =
        typeof granted === 'object' ? granted : { analytics: granted, marketing: granted }
      decision = { analytics: !!analytics, marketing: !!marketing }
      if (!settings.cookieless) write(CONSENT_KEY, JSON.stringify(decision))
    },
    /** Takes over what another tab decided. */
    reread() {
      decision = parse(read(CONSENT_KEY))
    },
  }
}
