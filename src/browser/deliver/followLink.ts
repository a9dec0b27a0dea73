import { beginning, hostOf, isWithin, listOf, settings } from '../core.ts'
import { parseUrl } from '../lib/parse.ts'
import { changePerson } from './changePerson.ts'

/** The parameter that carries the anonymous id to another domain of the site's owner. */
export const LINK_PARAMETER = 'fse_id'

/** A link that somebody copied and sent on must not turn its readers into the sender. */
const FRESH_MS = 120_000

/** Whether an address is on one of the other domains that the site names as its owner's. */
export const isLinked = (host: string): boolean =>
  !!settings.linkDomains && listOf(settings.linkDomains).some((domain) => isWithin(host, domain))

/** Takes over the id that a link of another domain of the owner carried; a link from anywhere else fixes nobody's id. */
export const followLink = (): void => {
  const { href, referrer, time } = beginning
  if (!isLinked(hostOf(referrer))) return
  const given = parseUrl(href)?.searchParams.get(LINK_PARAMETER)
  const [anonymousId, madeAt] = `${given ?? ''}`.split('~')
  if (anonymousId && Math.abs(time - Number(madeAt)) < FRESH_MS) changePerson({ anonymousId })
}
