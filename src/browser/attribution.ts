/** How the person came. Pure: an address and a referrer in, a touch out. */
import type { Campaign, Touch } from '../protocol/event.ts'
import type { Moment } from './moment.ts'

/** Query parameters by which advertising systems recognise their own clicks. */
const CLICK_ID = /^(\w*clk?id|[gw]braid|li_fat_id|epik|rdt_cid|sccid)$/i

/** The UTM parameters of an address; nothing when it has none. */
export function campaignOf(href: string): Campaign | undefined {
  let campaign: Record<string, string> | undefined
  for (const [name, value] of new URL(href).searchParams) {
    const [, key] = /^utm_(.+)/.exec(name) ?? []
    if (key) campaign = { ...campaign, [key === 'campaign' ? 'name' : key]: value }
  }
  return campaign
}

/** `site` is the domain whose pages are no referrers; `landing` the address as it may be kept. */
export function touchOf({ href, referrer, time }: Moment, landing: string, site: string): Touch {
  const touch: Touch = { landing, at: new Date(time).toISOString(), ...campaignOf(href) }
  for (const [name, value] of new URL(href).searchParams) {
    if (CLICK_ID.test(name)) touch.click = { ...touch.click, [name]: value }
  }
  if (referrer && !`.${new URL(referrer).hostname}`.endsWith(`.${site}`)) touch.referrer = referrer
  return touch
}

/** By bookmark, by hand, or from within the site: all it knows is where and when. */
export const isDirect = (touch: Touch): boolean => !Object.keys(touch)[2]
