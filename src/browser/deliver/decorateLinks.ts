import { isConsentGiven, isWithin, meet, person, settings } from '../core.ts'
import { on } from '../lib/on.ts'
import { onClick } from '../lib/onClick.ts'
import { parseUrl } from '../lib/parse.ts'
import { sendSoon } from './flush.ts'
import { isLinked, LINK_PARAMETER } from './followLink.ts'
import { release } from './release.ts'

/** A step to another host of the site: the history goes to the edge, since storage does not cross hosts. */
const stepTo = (url: URL | undefined): unknown => {
  const { cookieDomain } = settings
  const { hostname = '' } = url ?? {}
  const isOther = hostname && hostname !== location.hostname && isConsentGiven()
  const isOurs = isLinked(hostname) || (cookieDomain && isWithin(hostname, cookieDomain))
  if (!isOther || !isOurs) return false
  release()
  sendSoon()
  return isLinked(hostname)
}

/** Adds the person's id to links to other domains of the site's owner, at the moment they are clicked. */
export const decorateLinks = (): void => {
  if (!settings.linkDomains && !settings.cookieDomain) return
  onClick('a[href]', (element) => {
    const link = element as HTMLAnchorElement
    const url = parseUrl(link.href)
    if (!url || !stepTo(url)) return
    meet()
    url.searchParams.set(LINK_PARAMETER, `${person.anonymousId}~${Date.now()}`)
    link.href = url.href
  })
  on<SubmitEvent>('submit', ({ target, submitter }) => {
    const action =
      submitter?.getAttribute('formaction') ?? (target as Element).getAttribute('action')
    stepTo(parseUrl(`${action}`, location.href))
  })
}
