import type { Touch } from '../../protocol/event.ts'
import { parseUrl } from '../lib/parse.ts'
import { type Moment, thisMoment } from '../record/moment.ts'
import { hostOf, isWithin } from '../record/pageAddress.ts'
import { listOf, settings } from '../settings.ts'
import { changePerson, person, recallPerson } from './person.ts'
import { touchOf } from './touchOf.ts'

/** The parameter that carries the anonymous id to another domain of the site's owner. */
export const LINK_PARAMETER = 'fse_id'

/** A link that somebody copied and sent on must not turn its readers into the sender. */
const FRESH_MS = 120_000

let beginning: Moment | undefined

/** The UTM parameters of the address the page was opened with. */
export let campaign: Record<string, string>

/** How the visitor came to this page, unless they came directly. */
export let arrival: Touch | undefined

/** Whether an address is on one of the other domains that the site names as its owner's. */
export const isLinked = (host: string): boolean =>
  !!settings.linkDomains && listOf(settings.linkDomains).some((domain) => isWithin(host, domain))

/** The id that a link of another domain of the owner carried; a link from anywhere else fixes nobody's id. */
const linkedId = ({ href, referrer, time }: Moment): string | undefined => {
  if (!isLinked(hostOf(referrer))) return undefined
  const given = parseUrl(href)?.searchParams.get(LINK_PARAMETER)
  const [id, madeAt] = `${given ?? ''}`.split('~')
  return Math.abs(time - Number(madeAt)) < FRESH_MS ? id : undefined
}

/** Begins to keep the person, and how they came, as far as they allow it. */
export const keepPerson = (): void => {
  beginning = beginning ?? thisMoment()
  const [touch, isDirect, parameters] = touchOf(beginning)
  campaign = parameters
  recallPerson()
  const anonymousId = linkedId(beginning)
  if (anonymousId) changePerson({ anonymousId })
  // The first touch stays for good; the last one follows each visit that was not direct.
  person.first = person.first ?? touch
  if (!isDirect) person.last = arrival = touch
}
