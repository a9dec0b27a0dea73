import type { Event } from '../protocol/event.ts'
import { MAX_EVENT_BYTES } from '../protocol/limits.ts'
import { mayStore } from './consent.ts'
import { keys, PREFIX, read, readJson, remove, write } from './lib/storage.ts'
import { conclude, type Item } from './outcome.ts'
import { findLeft, keyOf } from './tab.ts'

/** The edge remembers what it has seen for 7 days; sent later than that, an event might count twice. */
const OLDEST_MS = 6 * 24 * 3600 * 1000

/** Without Web Locks, what another page stored this long ago is taken for left behind. */
const LEFT_BEHIND_MS = 10_000

/** Below this a page need not look at what others keep. */
const MODEST_CHARACTERS = 64_000

/** What this page has in memory and all pages have in storage; browsers store two bytes a character. */
const MOST_CHARACTERS = 450_000

/**
 * What waits for consent or to be acknowledged: in memory, and on disk where allowed, so that it
 * outlives the page. Dropped are only events older than six days and, when there is no more room,
 * the oldest.
 */
export let items: Item[] = []

/** As JSON in ASCII, so that its length is its size in bytes, which is what limits count. */
export const serialize = (event: Event): string =>
  JSON.stringify(event).replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

export const textOf = (batch: Item[]): string => `[${batch.map((item) => item._text)}]`

export const keep = (item: Item): void => write(keyOf(item), item._text)

/** Nothing happens to an item that another answer has already settled. */
export const finish = (
  item: Item | undefined,
  status: 'delivered' | 'dropped',
  reason?: string,
): void => {
  if (!item || !items.includes(item)) return
  items = items.filter((other) => other !== item)
  remove(keyOf(item))
  conclude(item, status, reason)
}

const isTooMuch = (own = textOf(items)): unknown =>
  own[MODEST_CHARACTERS] && (own + keys(PREFIX).map(read))[MOST_CHARACTERS]

export const add = (item: Item): void => {
  items.push(item)
  keep(item)
  if (item._text[MAX_EVENT_BYTES]) finish(item, 'dropped', 'larger than 32 KB')
  while (items[1] && isTooMuch()) finish(items[0], 'dropped', 'no room')
}

/** Takes over what pages that are gone have left. */
export const adopt = (then: () => void): void =>
  findLeft((key, isCertain) => {
    const event = readJson<Event>(key)
    const age = event && Date.now() - Date.parse(event.timestamp)
    if (!age || (!isCertain && age < LEFT_BEHIND_MS)) return
    const item: Item = { _event: event, _text: serialize(event) }
    add(item)
    remove(key)
    if (age > OLDEST_MS) finish(item, 'dropped', 'older than 6 days')
    then()
  })

/** Forgets what another page took over while this one was frozen. */
export const reconcile = (): void => {
  items = items.filter((item) => read(keyOf(item)) || !mayStore())
}
