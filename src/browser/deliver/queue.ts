import type { Event } from '../../protocol/event.ts'
import { conclude } from '../record/outcome.ts'
import { settings } from '../settings.ts'
import { keys, PREFIX, read, remove, write } from '../visitor/storage.ts'
import { own } from './tab.ts'

/** A page keeps as much as this, whatever others keep. */
const MODEST_CHARACTERS = 64_000

/** What this page has in memory and all pages have in storage; browsers store two bytes a character. */
const MOST_CHARACTERS = 400_000

/**
 * What waits for consent or to be acknowledged: in memory, and on disk where allowed, so that it
 * outlives the page. Dropped are only events older than six days and, when there is no more room,
 * the oldest.
 */
export let queue: Event[] = []

/** A page that the browser renders ahead may never be seen: nothing of it is kept or sent before. */
export const isAhead = (): boolean | undefined =>
  (document as { prerendering?: boolean }).prerendering

/** As it is stored, and sent. */
export const bodyOf = (batch: Event[]): string =>
  JSON.stringify({ batch, writeKey: settings.writeKey, sentAt: new Date() })

const othersKeep = (): string[] =>
  keys(PREFIX)
    .filter((key) => key !== own())
    .map((key) => `${read(key)}`)

/** Writes down what waits, or that nothing does. What is stored already outlives a write that fails. */
export const save = (): void => {
  const body = bodyOf(queue)
  if (body[MODEST_CHARACTERS] && (body + othersKeep())[MOST_CHARACTERS]) {
    for (const event of queue.slice(0, 1 + queue.length / 9)) finish(event, 'dropped', 'no room')
    save()
  } else if (!queue[0]) remove(own())
  else if (!isAhead()) write(own(), body)
}

/** Nothing happens to an event that another answer has already settled. */
export const finish = (event: Event, status: 'delivered' | 'dropped', reason?: string): void => {
  if (!queue.includes(event)) return
  queue = queue.filter((other) => other !== event)
  conclude(event, status, reason)
}
