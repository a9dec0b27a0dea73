import type { Event, EventType, Touch } from '../../protocol/event.ts'
import type { Item } from '../deliver/queue.ts'
import { arrival } from '../visitor/arrival.ts'
import { complete } from './complete.ts'
import type { Call } from './normalize.ts'
import { pageAddress } from './pageAddress.ts'

/**
 * How an event of a stranger is kept: what was called, and where. Its time and `messageId` stand in
 * its key. An event that a middleware has changed is kept whole.
 */
export interface Entry {
  /** Views have none. */
  type?: EventType | undefined
  /** Without the origin, since storage belongs to one. */
  path?: string
  title?: string
  /** Left out when it was a page of this origin. */
  referrer?: string | undefined
  options?: Call[1] | undefined
  /** How the visitor came, in the first entry of a page load that was not direct. */
  last?: Touch | undefined
  whole?: Event
}

let told: Touch | undefined

export const entryOf = ({ _event, _call, _moment }: Item): Entry => {
  const type = _event.type === 'page' ? undefined : _event.type
  const last = arrival === told ? undefined : arrival
  told = arrival
  if (!_call || !_moment) return { type, whole: _event, last }
  const [fields, options] = _call
  const { href, title, referrer } = _moment
  const isOwn = referrer.startsWith(`${location.origin}/`)
  return {
    type,
    path: pageAddress(href).href.slice(location.origin.length),
    title,
    referrer: isOwn ? undefined : referrer && pageAddress(referrer).href,
    ...fields,
    options: Object.keys(options)[0] ? options : undefined,
    last,
  }
}

/** The event as if it had been sent at once. `previous` is the page before. */
export const eventOf = (entry: Entry, messageId: string, previous: string): Event => {
  const {
    type = 'page',
    path,
    title = '',
    referrer = previous,
    options,
    last,
    whole,
    ...fields
  } = entry
  const time = Number.parseInt(messageId, 10)
  const moment = { time, href: location.origin + path, title, referrer }
  return whole ?? complete(type, [fields as Call[0], { messageId, ...options } as Call[1]], moment)
}
