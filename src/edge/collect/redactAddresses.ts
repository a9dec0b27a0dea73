import type { JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { redactSearch, redactUrl } from '../../protocol/redactUrl.ts'
import type { Draft } from './validate.ts'

/** What holds an address in a page view, a touch or a form's event, in the words of Segment and RudderStack. */
const ADDRESSES: ReadonlySet<string> = new Set([
  'url',
  'path',
  'href',
  'referrer',
  'referring_url',
  'initial_referrer',
  'landing',
  'tab_url',
  'page_url',
  'action',
])

const QUERIES: ReadonlySet<string> = new Set(['search', 'query', 'queryString'])

/**
 * Takes out of every address of an event, in place, what is for one pair of eyes: a link to reset a
 * password must not be kept here, nor stand in the CRM. The page does so as well; old ones do not.
 */
export function redactAddresses(draft: Draft): void {
  const { context } = draft
  const attribution = context?.['attribution']
  const touches = isObject(attribution) ? [attribution['first'], attribution['last']] : []
  const properties = 'properties' in draft ? draft.properties : undefined
  for (const holder of [context, context?.['page'], context?.['referrer'], properties, ...touches])
    if (isObject(holder)) redactIn(holder)
}

function redactIn(holder: JsonObject): void {
  for (const name in holder) {
    const value = holder[name]
    if (typeof value !== 'string') continue
    if (QUERIES.has(name)) holder[name] = redactSearch(value)
    else if (ADDRESSES.has(name) || isAddress(value)) holder[name] = redactUrl(value)
  }
}

/** A link in a property of the site's own. */
function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text)
}
