import { type Moment, thisMoment } from '../record/moment.ts'
import { isWithin, LINK_PARAMETER, pageAddress } from '../record/pageAddress.ts'
import { settings } from '../settings.ts'
import { person, recallPerson, savePerson } from './person.ts'

/** Query parameters by which advertising systems recognise their own clicks. */
const CLICK_ID = /(clk?id|braid|li_fat_id|rdt_cid)$/i

/** `acme.com` of `www.acme.com`, `acme.co.uk` of `www.acme.co.uk`. */
const SITE = /[^.]+(\.((com?|org|net|ac|gov)\.)?\w+)?$/

/** A link that somebody copied and sent on must not turn its readers into the sender. */
const FRESH_MS = 120_000

type Parameters = Record<string, string>

let beginning: Moment | undefined

/** The UTM parameters of the address the page was opened with. */
export let campaign: Parameters

/** Begins to keep the person, and how they came, as far as they allow it. */
export const keepPerson = (): void => {
  beginning ??= thisMoment()
  const { href, referrer, time } = beginning
  const site = settings.cookieDomain || SITE.exec(location.hostname)?.[0] || ''
  const isOwn = !referrer || isWithin(new URL(referrer).hostname, site)
  let isDirect = isOwn
  const click: Parameters = {}
  campaign = {}
  recallPerson()
  for (const [name, value] of new URL(href).searchParams) {
    const [id, madeAt] = value.split('~')
    if (CLICK_ID.test(name)) {
      click[name] = value
      isDirect = false
    }
    if (name.startsWith('utm_')) {
      campaign[name === 'utm_campaign' ? 'name' : name.slice(4)] = value
      isDirect = false
    }
    if (
      name === LINK_PARAMETER &&
      settings.linkDomains &&
      id &&
      Math.abs(time - Number(madeAt)) < FRESH_MS
    )
      person.anonymousId = id
  }
  const touch = {
    ...campaign,
    click,
    landing: pageAddress(href).href,
    referrer: isOwn ? '' : referrer,
    at: new Date(time).toJSON(),
  }
  // The first touch stays for good; the last one follows each visit that was not direct.
  person.first ??= touch
  if (!isDirect) person.last = touch
  savePerson()
}
