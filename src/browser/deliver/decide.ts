import type { Consent } from '../../protocol/event.ts'
import { CONSENT_KEY, isOn, setDecision, settings } from '../core.ts'
import { attempt } from '../lib/attempt.ts'
import { stringify } from '../lib/parse.ts'

/** A purpose that is not named follows a plain `true` and is refused otherwise. */
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
}
