import type { Campaign } from '../protocol/event.ts'
import { pageAddress } from './address.ts'
import { campaignOf, isDirect, touchOf } from './attribution.ts'
import { agreeWithCookie, changePerson, currentPerson } from './identity.ts'
import { idFromLink } from './linker.ts'
import { type Moment, thisMoment } from './moment.ts'
import { settings } from './settings.ts'

let beginning: Moment | undefined

/** That of the address the page was opened with. */
export let campaign: Campaign | undefined

/** Begins to keep the person, and how they came, as far as they allow it. */
export function keepPerson(): void {
  beginning ??= thisMoment()
  campaign = campaignOf(beginning.href)
  agreeWithCookie()
  const site = settings.cookieDomain || location.hostname.replace(/^www\./, '')
  const touch = touchOf(beginning, pageAddress(beginning.href).href, site)
  const { first = touch, last, anonymousId } = currentPerson()
  // The first touch stays for good; the last one follows each visit that was not direct.
  changePerson({
    first,
    last: isDirect(touch) ? last : touch,
    anonymousId: idFromLink(beginning) ?? anonymousId,
  })
}
