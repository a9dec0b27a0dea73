import { attempt } from '../../lib/attempt.ts'
import { type Answer, type Banner, PENDING } from './banner.ts'
import { c15t } from './c15t.ts'
import { complianz } from './complianz.ts'
import { cookiebot } from './cookiebot.ts'
import { cookieyes } from './cookieyes.ts'
import { googleConsentMode } from './googleConsentMode.ts'
import { onetrust } from './onetrust.ts'
import { tcf } from './tcf.ts'
import { usercentrics } from './usercentrics.ts'
import { usercentrics2 } from './usercentrics2.ts'
import { wpConsentApi } from './wpConsentApi.ts'

/** The first that is there decides: banners themselves, then what several of them speak. */
export const BANNERS: readonly Banner[] = [
  cookiebot,
  usercentrics,
  usercentrics2,
  onetrust,
  cookieyes,
  complianz,
  c15t,
  tcf,
  wpConsentApi,
  googleConsentMode,
]

/** What the page's banner says, and its name; one that throws has not decided, and no other decides for it. */
export const readBanner = (hear: () => void): (Answer & { name: string }) | undefined => {
  for (const { name, read } of BANNERS) {
    const answer = attempt(() => read(window, hear) ?? 'not there') ?? PENDING
    if (answer !== 'not there') return { name, ...answer }
  }
  return undefined
}
