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

/** Redacts each address of a request once: its events have nearly all of them in common. */
export interface Redactor {
  url(address: string): string
  search(query: string): string
}

export function createRedactor(): Redactor {
  return { url: once(redactUrl), search: once(redactSearch) }
}

function once(redact: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const redacted = redact(text)
    // What was put together from pieces takes JSON three times as long to write.
    const kept = redacted === text ? text : redacted
    known.set(text, kept)
    return kept
  }
}

/**
 * Takes out of every address of an event, in place, what is for one pair of eyes: a link to reset a
 * password must not be kept here, nor stand in the CRM. The page does so as well; old ones do not.
 */
export function redactAddresses(draft: Draft, redactor: Redactor): void {
  const { context } = draft
  const attribution = context?.['attribution']
  const touches = isObject(attribution) ? [attribution['first'], attribution['last']] : []
  const properties = 'properties' in draft ? draft.properties : undefined
  for (const holder of [context, context?.['page'], context?.['referrer'], properties, ...touches])
    if (isObject(holder)) redactIn(holder, redactor)
}

function redactIn(holder: JsonObject, redactor: Redactor): void {
  for (const name in holder) {
    const value = holder[name]
    if (typeof value !== 'string') continue
    if (QUERIES.has(name)) holder[name] = redactor.search(value)
    else if (ADDRESSES.has(name) || isAddress(value)) holder[name] = redactor.url(value)
  }
}

/** A link in a property of the site's own. */
function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text)
}
