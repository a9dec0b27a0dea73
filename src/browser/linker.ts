import { LINK_PARAMETER } from './address.ts'
import { isConsentGiven } from './consent.ts'
import { person } from './identity.ts'
import { onClick } from './lib/onClick.ts'
import type { Moment } from './moment.ts'
import { listOf, settings } from './settings.ts'

/** A link that somebody copied and sent on must not turn its readers into the sender. */
const FRESH_MS = 120_000

/** Adds the person's id to links to other domains of the site's owner, at the moment they are clicked. */
export const decorateLinks = (): void => {
  const domains = listOf(settings.linkDomains)
  if (!domains[0]) return
  onClick('a[href]', (link) => {
    const url = new URL((link as HTMLAnchorElement).href)
    if (!isConsentGiven() || !domains.some((domain) => `.${url.hostname}`.endsWith(`.${domain}`)))
      return
    url.searchParams.set(LINK_PARAMETER, `${person.anonymousId}~${Date.now()}`)
    ;(link as HTMLAnchorElement).href = url.href
  })
}

/** The id that such a link has brought along. */
export function idFromLink({ href, time }: Moment): string | undefined {
  const [id, madeAt] = new URL(href).searchParams.get(LINK_PARAMETER)?.split('~') ?? []
  return settings.linkDomains && Math.abs(time - Number(madeAt)) < FRESH_MS ? id : undefined
}
