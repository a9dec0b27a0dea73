import type { Event } from '../protocol/event.ts'
import { MAX_EVENT_BYTES } from '../protocol/limits.ts'
import { keys, PREFIX, read, readJson, remove, write } from './lib/storage.ts'
import { conclude, type Item } from './outcome.ts'
import { findLeft, ownKey } from './tab.ts'

/** The edge remembers what it has seen for 7 days; sent later than that, an event might count twice. */
const OLDEST_MS = 6 * 24 * 3600 * 1000

/** Without Web Locks, what another page stored this long ago is taken for left behind. */
const LEFT_BEHIND_MS = 10_000

/** What all pages of a site may keep together; browsers store two bytes a character. */
const MOST_CHARACTERS = 400_000

/**
 * What waits for consent or to be acknowledged: in memory, and on disk where allowed, so that it
 * outlives the page. Dropped are only events older than six days and, when there is no more room,
 * the oldest.
 */
export let items: Item[] = []

export const textOf = (batch: Item[]): string => JSON.stringify(batch.map((item) => item._event))

export const save = (): void => (items[0] ? write(ownKey(), textOf(items)) : remove(ownKey()))

/** Nothing happens to an item that another answer has already settled. */
export const finish = (
  item: Item | undefined,
  status: 'delivered' | 'dropped',
  reason?: string,
): void => {
  if (!item || !items.includes(item)) return
  items = items.filter((other) => other !== item)
  save()
  conclude(item, status, reason)
}

const isTooMuch = (): boolean =>
  [textOf(items), `${keys(PREFIX).map(read)}`].some((text) => text[MOST_CHARACTERS])

export const add = (item: Item): void => {
  items.push(item)
  save()
  if (textOf([item])[MAX_EVENT_BYTES]) finish(item, 'dropped', 'larger than 32 KB')
  while (items[1] && isTooMuch()) finish(items[0], 'dropped', 'no room')
}

const ageOf = (event: Event | undefined): number => Date.now() - Date.parse(event?.timestamp ?? '')

/** Takes over what pages that are gone have left. */
export const adopt = (then: () => void): void =>
  findLeft((key, isCertain) => {
    const left = readJson<Event[]>(key) || []
    if (!isCertain && ageOf(left.at(-1)) < LEFT_BEHIND_MS) return
    for (const event of left) {
      const item: Item = { _event: event }
      add(item)
      if (ageOf(event) > OLDEST_MS) finish(item, 'dropped', 'older than 6 days')
    }
    remove(key)
    then()
  })

/** Forgets what another page took over while this one was frozen. */
export const reconcile = (): void => {
  if (!read(ownKey())) items = []
}
