import type { Event } from '../../protocol/event.ts'
import { bodyOf, isAhead, keys, type Moment, own, PREFIX, read, remove, write } from '../core.ts'
import { stringify } from '../lib/parse.ts'
import type { Call } from '../record/normalize.ts'
import type { Outcome } from '../record/outcome.ts'
import { emit } from './listeners.ts'

/** Browsers allow 64 KiB of keepalive bodies in flight for a whole page; the rest is left to others. */
const KEEPALIVE_BYTES = 60_000

/** A page keeps as much as this, whatever others keep. */
const MODEST_CHARACTERS = 64_000

/** What this page has in memory and all pages have in storage; browsers store two bytes a character. */
const MOST_CHARACTERS = 400_000

/** An event on its way, and what only this page knows of it. */
export interface Item {
  _event: Event
  /** When it was handed over to be sent. Before, it waits for consent or an introduction. */
  _handedAt?: number
  _isInFlight?: boolean
  /** The call it was made from, unless a middleware has changed it. */
  _call?: Call | undefined
  _moment?: Moment
  /** Tells the caller, who has not been told yet. */
  _settle?: ((outcome: Outcome) => void) | undefined
}

/**
 * What waits for consent or to be acknowledged: in memory, and on disk where allowed, so that it
 * outlives the page. Dropped are only events that were handed over six days ago and, when there is no
 * more room, the oldest.
 */
export let queue: Item[] = []

/** By the clock that nobody sets. */
export const now = (): number => performance.now()

const eventsOf = (items: Item[]): Event[] => items.map(({ _event }) => _event)

export const bodyOfItems = (items: Item[]): string => bodyOf(eventsOf(items))

/** Percent-encoded, a text has at least as many characters as bytes. */
export const isLarge = (items: Item[]): boolean =>
  !!encodeURIComponent(bodyOfItems(items))[KEEPALIVE_BYTES]

/** What is stored: the events, and when they were handed over by the clock of the day. */
export interface StoredQueue {
  batch?: Event[]
  handedAt?: number[]
}

const othersKeep = (): string[] =>
  keys(PREFIX)
    .filter((key) => key !== own())
    .map((key) => `${read(key)}`)

/** Writes down what waits, or that nothing does. What is stored already outlives a write that fails. */
export const save = (): void => {
  const items = queue.filter(isHandedOver)
  const handedAt = items.map(({ _handedAt = 0 }) => Date.now() - now() + _handedAt)
  const body = stringify({ batch: eventsOf(items), handedAt })
  if (body[MODEST_CHARACTERS] && (body + othersKeep())[MOST_CHARACTERS]) {
    for (const item of queue.slice(0, 1 + queue.length / 9)) finish(item, 'dropped', 'no room')
    save()
  } else if (!items[0]) remove(own())
  else if (!isAhead()) write(own(), body)
}

export const isHandedOver = ({ _handedAt }: Item): boolean => _handedAt != null

export const handOver = (items: Item[]): void => {
  for (const item of items) item._handedAt = item._handedAt ?? now()
}

/** Puts items into the queue whose events are not there yet. */
export const enqueue = (items: Item[], isFirst?: boolean): void => {
  const ids = queue.map(({ _event }) => _event.messageId)
  const added = items.filter(({ _event }) => !ids.includes(_event.messageId))
  queue = isFirst ? [...added, ...queue] : [...queue, ...added]
}

/** Tells the caller, once, and everyone who listens; that something waits is told but once. */
export const conclude = (item: Item, status: Outcome['status'], reason?: string): void => {
  const { _settle, _event } = item
  if (status === 'queued' && !_settle) return
  const outcome = { status, reason, event: _event } as Outcome
  item._settle = undefined
  _settle?.(outcome)
  emit(status, outcome)
}

/** Nothing happens to an event that another answer has already settled. */
export const finish = (item: Item, status: Outcome['status'], reason?: string): void => {
  if (!queue.includes(item)) return
  queue = queue.filter((other) => other !== item)
  conclude(item, status, reason)
}
