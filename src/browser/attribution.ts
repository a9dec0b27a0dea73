/** How the person came. Pure: an address and a referrer in, a touch out. */
import type { Touch } from '../protocol/event.ts'
import type { Moment } from './moment.ts'

/** Query parameters by which advertising systems recognise their own clicks. */
const CLICK_ID = /^(\w*clk?id|[gw]braid|li_fat_id|rdt_cid)$/i

type Parameters = Record<string, string>

export interface Arrival {
  _touch: Touch
  /** The UTM parameters. */
  _campaign: Parameters
  /** By bookmark, by hand, or from within the site. */
  _isDirect: boolean
}

/** `site` is the domain whose pages are no referrers; `landing` the address as it may be kept. */
export function arrivalOf(
  { href, referrer, time }: Moment,
  landing: string,
  site: string,
): Arrival {
  const campaign: Parameters = {}
  const click: Parameters = {}
  for (const [name, value] of new URL(href).searchParams) {
    if (CLICK_ID.test(name)) click[name] = value
    if (name.startsWith('utm_')) campaign[name === 'utm_campaign' ? 'name' : name.slice(4)] = value
  }
  const isOwn = !referrer || `.${new URL(referrer).hostname}`.endsWith(`.${site}`)
  const touch = {
    ...campaign,
    click,
    landing,
    referrer: isOwn ? '' : referrer,
    at: new Date(time).toISOString(),
  }
  return {
    _touch: touch,
    _campaign: campaign,
    _isDirect: isOwn && !Object.keys({ ...campaign, ...click })[0],
  }
}
