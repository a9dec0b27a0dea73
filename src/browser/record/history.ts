import type { Event, EventType, Touch } from '../../protocol/event.ts'
import type { Item } from '../deliver/queue.ts'
import { attempt } from '../lib/attempt.ts'
import { clean } from '../lib/clean.ts'
import { createId } from '../lib/createId.ts'
import { parse, stringify } from '../lib/parse.ts'
import { settings } from '../settings.ts'
import { arrival } from '../visitor/arrival.ts'
import { person, storePerson } from '../visitor/person.ts'
import { keys, PREFIX, read, remove, write } from '../visitor/storage.ts'
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
  const { type = 'page', path, title, referrer = previous, options, last, whole, ...fields } = entry
  const time = Number.parseInt(messageId, 10)
  const moment = { time, href: location.origin + path, title: title as string, referrer }
  return whole ?? complete(type, [fields as Call[0], { messageId, ...options } as Call[1]], moment)
}

/** What the history of a stranger may take of the device, keys included. */
const MOST_ENTRIES = 100
const MOST_CHARACTERS = 7_900
const MOST_OF_ONE = 2_000
const CUT_CHARACTERS = 200
const OLDEST_MS = 30 * 24 * 3600 * 1000

/** Quiet for this long ends a visit, at the edge as well. */
const VISIT_IDLE_MS = 30 * 60_000

const prefix = (): string => `${PREFIX}.h.${settings.writeKey}.`
const idOf = (key: string): string => key.slice(prefix().length)

/** Oldest first, since keys begin with the time. Each entry has a key, so tabs never meet. */
export const historyKeys = (): string[] => keys(prefix()).sort()

export const forgetHistory = (): void => {
  for (const key of historyKeys()) remove(key)
}

export const viewKeys = (): string[] =>
  historyKeys().filter((key) => !read(key)?.startsWith('{"type"'))

/** Makes room: the oldest view goes first; the first view and what is no view stay as long as they can. */
const trim = (): void => {
  const [first, ...views] = viewKeys()
  const others = historyKeys().filter((key) => key !== first && !views.includes(key))
  for (const key of [...views, ...others]) {
    const all = historyKeys()
    const characters = all.map((kept) => kept + read(kept)).join('').length
    if (!all[MOST_ENTRIES] && characters <= MOST_CHARACTERS) return
    if (views.includes(key)) person.earlier = (person.earlier ?? 0) + 1
    remove(key)
    storePerson()
  }
}

/** Keeps an event of a stranger on the device, and answers whether it could. */
export const keep = (item: Item): unknown => {
  const { messageId } = item._event
  const entry = entryOf(item)
  let text = stringify(clean(entry))
  if (text[MOST_OF_ONE]) text = stringify(clean(entry, CUT_CHARACTERS))
  const isKept = write(prefix() + (/^\d{13}-/.test(messageId) ? messageId : createId()), text)
  if (isKept) trim()
  return isKept
}

/** The history as the events it was, and its keys; what somebody has spoiled is no event. */
export const readHistory = (): [items: Item[], storedKeys: string[]] => {
  const { first, last: latest, earlier } = person
  let last: Touch | undefined
  let previous = ''
  let before = 0
  const storedKeys = historyKeys()
  const items = storedKeys.flatMap((key) => {
    const id = idOf(key)
    const time = Number.parseInt(id, 10)
    const entry = parse<Entry>(read(key))
    const _event = attempt(() => eventOf(entry as Entry, id, previous))
    const { context } = _event ?? {}
    const isRecent = Date.now() - time <= OLDEST_MS
    if (!entry || !_event || !context || !isRecent) return []
    last = entry.last ?? last ?? (Date.parse(`${latest?.at}`) <= time ? latest : undefined)
    // Once a visit is enough, and leaves room for more of it in one request.
    const isBeginning = entry.last || time - before > VISIT_IDLE_MS
    context.attribution = (isBeginning ? { first, last } : undefined) as never
    context.campaign = undefined as never
    if (!before && earlier) context['earlierPages'] = earlier
    previous = context.page?.url ?? previous
    before = time
    return [{ _event }]
  })
  if (items[0]) person.earlier = undefined
  return [items, storedKeys]
}
