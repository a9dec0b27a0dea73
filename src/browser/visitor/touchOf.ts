import type { Touch } from '../../protocol/event.ts'
import type { Moment } from '../record/moment.ts'
import { CLICK_ID, hostOf, isWithin, pageAddress, siteOf } from '../record/pageAddress.ts'
import { settings } from '../settings.ts'

type Parameters = Record<string, string>

/** How somebody came, from where they arrived: what is left of it when it was not direct, and the campaign. */
export const touchOf = ({
  href,
  referrer,
  time,
}: Omit<Moment, 'title'>): [touch: Touch, isDirect: boolean, campaign: Parameters] => {
  const from = hostOf(referrer)
  const isOwn = !from || isWithin(from, settings.cookieDomain || siteOf(location.hostname))
  const page = pageAddress(href)
  const campaign: Parameters = {}
  const click: Parameters = {}
  for (const [name, value] of page.search ? new URLSearchParams(page.search) : []) {
    if (CLICK_ID.test(name)) click[name] = value
    if (/^utm_/.test(name)) campaign[name === 'utm_campaign' ? 'name' : name.slice(4)] = value
  }
  const touch = {
    ...campaign,
    click,
    landing: page.href,
    referrer: isOwn ? '' : pageAddress(referrer).href,
    at: new Date(time).toISOString(),
  }
  return [touch, isOwn && !Object.keys({ ...campaign, ...click })[0], campaign]
}
