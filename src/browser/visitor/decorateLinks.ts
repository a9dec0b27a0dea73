import { onClick } from '../lib/onClick.ts'
import { isWithin, LINK_PARAMETER } from '../record/pageAddress.ts'
import { listOf, settings } from '../settings.ts'
import { isConsentGiven } from './consent.ts'
import { person } from './person.ts'

/** Adds the person's id to links to other domains of the site's owner, at the moment they are clicked. */
export const decorateLinks = (): void => {
  if (!settings.linkDomains) return
  onClick('a[href]', (element) => {
    const link = element as HTMLAnchorElement
    const isOurs = listOf(settings.linkDomains).some((domain) => isWithin(link.hostname, domain))
    if (!isOurs || !isConsentGiven()) return
    const url = new URL(link.href)
    url.searchParams.set(LINK_PARAMETER, `${person.anonymousId}~${Date.now()}`)
    link.href = url.href
  })
}
