import type { Event, Touch } from '../../protocol/event.ts'
import {
  type Call,
  complete,
  type Entry,
  historyPrefix,
  kept,
  meet,
  permits,
  person,
  remove,
} from '../core.ts'
import { attempt } from '../lib/attempt.ts'
import { clean } from '../lib/clean.ts'
import { parse } from '../lib/parse.ts'
import { enqueue, handOver, type Item, isLarge, queue, save } from './queue.ts'

const OLDEST_MS = 30 * 24 * 3600 * 1000

/** Quiet for this long ends a visit, at the edge as well. */
const VISIT_IDLE_MS = 30 * 60_000

export const forgetHistory = (): void => {
  for (const [key] of kept()) remove(key)
}

/** The event as if it had been sent at once. `previous` is the page before. */
const eventOf = (entry: Entry, messageId: string, previous: string): Event => {
  const { type = 'page', path, title, referrer = previous, options, last, whole, ...fields } = entry
  const time = Number.parseInt(messageId, 10)
  const moment = { time, href: location.origin + path, title: title as string, referrer }
  const call = [fields, options ?? {}] as Call
  return whole ?? clean(complete(type, call, moment, messageId))
}

/** The history as the events it was; what somebody has spoiled is no event. */
const readHistory = (): Item[] => {
  const { first, last: latest, earlier } = person
  let last: Touch | undefined
  let previous = ''
  let before = 0
  const items = kept().flatMap(([key, text]) => {
    const id = key.slice(historyPrefix().length)
    const time = Number.parseInt(id, 10)
    const entry = parse<Entry>(text)
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
  return items
}

/** Hands over all that was kept of a stranger, with what is in memory only. */
export const release = (): void => {
  meet()
  const entries = kept()
  const history = readHistory()
  // Who it is goes in the first request, and all that went before as well where it fits.
  enqueue(history, !isLarge([...history, ...queue]))
  handOver(queue.filter(({ _event }) => permits(_event.type, _event.context)))
  if (!entries[0]) return
  // On disk in one place or the other, whatever happens in between.
  save()
  for (const [key] of entries) remove(key)
}
