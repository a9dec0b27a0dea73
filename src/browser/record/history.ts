import type { Event, Touch } from '../../protocol/event.ts'
import { attempt } from '../lib/attempt.ts'
import { clean } from '../lib/clean.ts'
import { createId } from '../lib/createId.ts'
import { parse } from '../lib/parse.ts'
import { stringify } from '../lib/stringify.ts'
import { settings } from '../settings.ts'
import { person, savePerson } from '../visitor/person.ts'
import { keys, PREFIX, read, remove, write } from '../visitor/storage.ts'
import { type Entry, entryOf, eventOf } from './entry.ts'

/** What the history of a stranger may take of the device, keys included. */
const MOST_ENTRIES = 100
const MOST_CHARACTERS = 7_900
const MOST_OF_ONE = 2_000
const OLDEST_MS = 30 * 24 * 3600 * 1000

/** Quiet for this long ends a visit, at the edge as well. */
const VISIT_IDLE_MS = 30 * 60_000

const prefix = (): string => `${PREFIX}.h.${settings.writeKey}.`
const idOf = (key: string): string => key.slice(prefix().length)
const timeOf = (key: string): number => Number.parseInt(idOf(key), 10)

/** Oldest first, since keys begin with the time. Each entry has a key, so tabs never meet. */
export const historyKeys = (): string[] => keys(prefix()).sort()

export const forgetHistory = (): void => {
  for (const key of historyKeys()) remove(key)
}

const isView = (key: string): boolean => !read(key)?.startsWith('{"type"')

export const viewKeys = (): string[] => historyKeys().filter(isView)

/** Makes room: the oldest view goes first; the first view and what is no view stay as long as they can. */
const trim = (): void => {
  const all = historyKeys()
  const [first, ...views] = viewKeys()
  const others = all.filter((key) => !views.includes(key) && key !== first)
  const sizeOf = (key: string): number => key.length + `${read(key)}`.length
  let characters = all.reduce((sum, key) => sum + sizeOf(key), 0)
  let count = all.length
  for (const key of [...views, ...others, first ?? '']) {
    const isOld = Date.now() - timeOf(key) > OLDEST_MS
    if (!isOld && count <= MOST_ENTRIES && characters <= MOST_CHARACTERS) continue
    count--
    characters -= sizeOf(key)
    remove(key)
    if (views.includes(key)) {
      person.earlier = (person.earlier ?? 0) + 1
      savePerson()
    }
  }
}

/** Keeps an event of a stranger on the device, and answers whether it could. */
export const keep = (event: Event): unknown => {
  const entry = entryOf(event)
  let text = stringify(clean(entry))
  for (let longest = MOST_OF_ONE / 2; text[MOST_OF_ONE] && longest > 9; longest /= 2)
    text = stringify(clean(entry, longest))
  const id = /^\d{13}-/.test(event.messageId) ? event.messageId : createId()
  const isKept = write(prefix() + id, text)
  if (isKept) trim()
  return isKept
}

/** The history as the events it was, each with its key; nothing in place of one that somebody has spoiled. */
export const readHistory = (): [key: string, event: Event | undefined][] => {
  const { first, last: latest, earlier } = person
  let last: Touch | undefined
  let previous = ''
  let before = 0
  return historyKeys().map((key) => {
    const time = timeOf(key)
    const entry = parse<Entry>(read(key))
    const event = attempt(() => eventOf(entry as Entry, idOf(key), previous))
    if (!event?.context || !entry || Date.now() - time > OLDEST_MS) return [key, undefined]
    last = entry.last ?? last ?? (Date.parse(`${latest?.at}`) <= time ? latest : undefined)
    // Once a visit is enough, and leaves room for more of it in one request.
    const isBeginning = entry.last || time - before > VISIT_IDLE_MS
    event.context.attribution = (isBeginning ? { first, last } : undefined) as never
    event.context.campaign = undefined as never
    if (!before && earlier) event.context['earlierPages'] = earlier
    previous = event.context.page?.url ?? previous
    before = time
    return [key, event]
  })
}
