/** How the person came. Pure: addresses in, touches out. */
import type { Attribution, Campaign, Touch } from '../protocol/event.ts'

const UTM: (keyof Campaign)[] = ['source', 'medium', 'term', 'content']

/** Query parameters by which advertising systems recognise their own clicks. */
const CLICK_IDS =
  /^(gclid|gbraid|wbraid|dclid|fbclid|msclkid|ttclid|twclid|li_fat_id|yclid|sccid|epik|rdt_cid|irclickid|mc_eid)$/i

/** The UTM parameters of an address; nothing when it has none. */
export function campaignOf(query: URLSearchParams): Campaign | undefined {
  const campaign: Campaign = {}
  for (const key of UTM) {
    const value = query.get(`utm_${key}`)
    if (value) campaign[key] = value
  }
  const name = query.get('utm_campaign')
  if (name) campaign.name = name
  return Object.keys(campaign).length ? campaign : undefined
}

const withoutWww = (host: string): string => host.replace(/^www\./, '')

/** Whether one host is the other, or a subdomain of it. */
const isSameSite = (one: string, other: string): boolean =>
  `.${one}`.endsWith(`.${other}`) || `.${other}`.endsWith(`.${one}`)

export interface Arrival {
  /** Address of the page as the browser has it, campaign parameters included. */
  href: string
  /** The same as it may be kept. */
  landing: string
  referrer: string
  /** Milliseconds since 1970. */
  time: number
}

/** One touch, and whether it came from somewhere: a direct visit never replaces a known origin. */
export function touchOf({ href, landing, referrer, time }: Arrival): {
  touch: Touch
  direct: boolean
} {
  const { searchParams, hostname } = new URL(href)
  const touch: Touch = {
    ...campaignOf(searchParams),
    landing,
    at: new Date(time).toISOString(),
  }
  for (const [name, value] of searchParams) {
    if (CLICK_IDS.test(name)) touch.click = { ...touch.click, [name]: value }
  }
  const from = referrer && withoutWww(new URL(referrer).hostname)
  if (from && !isSameSite(from, withoutWww(hostname))) touch.referrer = referrer
  return { touch, direct: Object.keys(touch).length < 3 }
}

/** The first touch stays for good; the last one follows each visit that was not direct. */
export const attribute = (
  known: Attribution,
  { touch, direct }: { touch: Touch; direct: boolean },
): Attribution => ({
  first: known.first ?? touch,
  ...(direct ? known.last && { last: known.last } : { last: touch }),
})
