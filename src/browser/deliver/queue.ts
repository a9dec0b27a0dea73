import type { Event } from '../../protocol/event.ts'
import { stringify } from '../lib/stringify.ts'
import { conclude } from '../record/outcome.ts'
import { settings } from '../settings.ts'
import { keys, PREFIX, read, remove, write } from '../visitor/storage.ts'
import { own } from './tab.ts'

/** Browsers allow 64 KiB of keepalive bodies in flight for a whole page; the rest is left to others. */
const KEEPALIVE_BYTES = 60_000

/** A page keeps as much as this, whatever others keep. */
const MODEST_CHARACTERS = 64_000

/** What this page has in memory and all pages have in storage; browsers store two bytes a character. */
const MOST_CHARACTERS = 400_000

/**
 * What waits for consent or to be acknowledged: in memory, and on disk where allowed, so that it
 * outlives the page. Dropped are only events that were handed over six days ago and, when there is no
 * more room, the oldest.
 */
export let queue: Event[] = []

/** By the clock that nobody sets; some pages have a variable in its place. */
export const now = (): number => performance.now?.() ?? Date.now()

/** When an event was handed over to be sent. Before, it waits for consent or an introduction. */
export const handedAt = new Map<Event, number>()

/** A page that the browser renders ahead may never be seen: nothing of it is kept or sent before. */
export const isAhead = (): boolean | undefined =>
  (document as { prerendering?: boolean }).prerendering

/** As it is sent. */
export const bodyOf = (batch: Event[]): string =>
  stringify({ batch, writeKey: settings.writeKey, sentAt: new Date().toISOString() })

/** Percent-encoded, a text has at least as many characters as bytes. */
export const isLarge = (batch: Event[]): boolean =>
  !!encodeURIComponent(bodyOf(batch))[KEEPALIVE_BYTES]

/** What is stored: the events, and when they were handed over by the clock of the day. */
export interface StoredQueue {
  batch: Event[]
  handedAt: number[]
}

const othersKeep = (): string[] =>
  keys(PREFIX)
    .filter((key) => key !== own())
    .map((key) => `${read(key)}`)

/** Writes down what waits, or that nothing does. What is stored already outlives a write that fails. */
export const save = (): void => {
  const batch = queue.filter((event) => handedAt.has(event))
  const offset = Date.now() - now()
  const times = batch.map((event) => Math.round(offset + (handedAt.get(event) as number)))
  const body = stringify({ batch, handedAt: times })
  if (body[MODEST_CHARACTERS] && (body + othersKeep())[MOST_CHARACTERS]) {
    for (const event of queue.slice(0, 1 + queue.length / 9)) finish(event, 'dropped', 'no room')
    save()
  } else if (!batch[0]) remove(own())
  else if (!isAhead()) write(own(), body)
}

export const handOver = (events: Event[], time = now()): void => {
  for (const event of events) handedAt.set(event, time)
}

/** Puts events into the queue that are not there yet. */
export const enqueue = (events: Event[], isFirst?: boolean): void => {
  const added = events.filter(
    ({ messageId }) => !queue.some((other) => other.messageId === messageId),
  )
  queue = isFirst ? [...added, ...queue] : [...queue, ...added]
}

export const dequeue = (event: Event): void => {
  queue = queue.filter((other) => other !== event)
  handedAt.delete(event)
}

/** Nothing happens to an event that another answer has already settled. */
export const finish = (event: Event, status: 'delivered' | 'dropped', reason?: string): void => {
  if (!queue.includes(event)) return
  dequeue(event)
  conclude(event, status, reason)
}
