import type { Consent } from '../../protocol/event.ts'
import { attempt } from '../lib/attempt.ts'
import { createId } from '../lib/createId.ts'
import { stringify } from '../lib/parse.ts'
import { isOn, settings } from '../settings.ts'
import { CONSENT_KEY, isConsentGiven, setDecision } from './consent.ts'
import { person, setCookie, setPerson } from './person.ts'
import { keys, PREFIX, remove } from './storage.ts'

/** Removes every trace from the device but the mark of the decision. */
export const erase = (): void => {
  for (const key of keys(PREFIX)) if (key !== CONSENT_KEY) remove(key)
  setCookie('')
  setPerson({ anonymousId: createId(), domain: person.domain })
}

/**
 * Counts at once: banners load the page anew in the next moment. A purpose that is not named follows
 * a plain `true` and is refused otherwise.
 */
export const decide = (granted: boolean | Consent): void => {
  const { analytics = granted, marketing = granted } = Object(granted) as Consent
  const decision = {
    ...(granted as Consent),
    analytics: analytics === true,
    marketing: marketing === true,
  }
  setDecision(decision)
  attempt(() => {
    if (!isOn(settings.cookieless)) localStorage[CONSENT_KEY] = stringify(decision)
  })
  if (!isConsentGiven()) erase()
}
