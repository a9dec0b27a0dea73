import { pageAddress } from './address.ts'
import { arrivalOf } from './attribution.ts'
import { person, recallPerson, savePerson } from './identity.ts'
import { idFromLink } from './linker.ts'
import { type Moment, thisMoment } from './moment.ts'
import { settings } from './settings.ts'

let beginning: Moment | undefined

/** That of the address the page was opened with. */
export let campaign: Record<string, string>

/** Begins to keep the person, and how they came, as far as they allow it. */
export function keepPerson(): void {
  beginning ??= thisMoment()
  recallPerson()
  const site = settings.cookieDomain || location.hostname.replace(/^www\./, '')
  const { _touch, _campaign, _isDirect } = arrivalOf(
    beginning,
    pageAddress(beginning.href).href,
    site,
  )
  const { first = _touch, last, anonymousId } = person
  campaign = _campaign
  // The first touch stays for good; the last one follows each visit that was not direct.
  person.first = first
  person.last = _isDirect ? last : _touch
  person.anonymousId = idFromLink(beginning) ?? anonymousId
  savePerson()
}
