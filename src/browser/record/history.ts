import type { Event, EventType, Touch } from '../../protocol/event.ts'
import { createId } from '../lib/createId.ts'
import { stringify } from '../lib/parse.ts'
import { settings } from '../settings.ts'
import { arrival } from '../visitor/arrival.ts'
import { keys, PREFIX, read, write } from '../visitor/storage.ts'
import type { Moment } from './moment.ts'
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

export const entryOf = (
  type: EventType,
  [fields, options]: Call,
  { href, title, referrer }: Moment,
): Entry => {
  const isOwn = referrer.startsWith(`${location.origin}/`)
  return {
    type: type === 'page' ? undefined : type,
    path: pageAddress(href).href.slice(location.origin.length),
    title,
    referrer: isOwn ? undefined : referrer && pageAddress(referrer).href,
    ...fields,
    options: Object.keys(options)[0] ? options : undefined,
  }
}

/** What one entry may take of the device, and all of them where `deliver.js` never comes to make room. */
const MOST_OF_ONE = 2_000
const CUT_CHARACTERS = 200
const MOST_CHARACTERS = 20_000

/** Robots that admit it; there is a telephone called Cubot. */
export const ROBOT = /(^|[^u])bot|crawl|spider/i

/** Which event of this page load tells how the visitor came. */
let firstId: string | undefined

/** Characters of all entries, when the last one was kept. */
export let historySize = 0

export const historyPrefix = (): string => `${PREFIX}.h.${settings.writeKey}.`

/** A key and the entry that is stored there. */
export type StoredEntry = [key: string, text: string]

/** Oldest first, since keys begin with the time. Each entry has a key, so tabs never meet. */
export const kept = (): StoredEntry[] =>
  keys(historyPrefix())
    .sort()
    .map((key) => [key, `${read(key)}`])

/** Keeps an event of a stranger on the device, and answers whether it could. */
export const keep = (messageId: string, entry: Entry): unknown => {
  firstId = firstId ?? messageId
  const told = { ...entry, last: firstId === messageId ? arrival : undefined }
  let text = stringify(told)
  if (text[MOST_OF_ONE]) text = stringify(told, CUT_CHARACTERS)
  historySize = kept().join('').length
  return (
    !ROBOT.test(navigator.userAgent) &&
    historySize < MOST_CHARACTERS &&
    write(historyPrefix() + (/^\d{13}-/.test(messageId) ? messageId : createId()), text)
  )
}
