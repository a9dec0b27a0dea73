import type { Event } from '../protocol/event.ts'
import { MAX_EVENT_BYTES } from '../protocol/limits.ts'
import { bytesOf } from './lib/bytesOf.ts'
import { keys, PREFIX, parse, read } from './lib/storage.ts'
import type { Outcome, Settle } from './outcome.ts'
import type { Tab } from './tab.ts'

/** The edge remembers what it has seen for 7 days; sent later than that, an event might count twice. */
const OLDEST_MS = 6 * 24 * 3600 * 1000

/** Below this a page need not look at what other pages keep. */
const MODEST_CHARACTERS = 32_000

/** What all pages of a site may keep together; browsers store two bytes a character. */
const MOST_CHARACTERS = 400_000

/** An event that the edge has not acknowledged. */
export interface Item {
  event: Event
  text: string
  bytes: number
  /** A request with it is under way. */
  inFlight?: boolean
  settle: Settle | undefined
}

/**
 * What waits to be acknowledged: in memory, and on disk where allowed, so that it outlives the page.
 * Dropped are only events older than six days and, when there is no more room, the oldest.
 */
export function createQueue(tab: Tab, mayStore: () => boolean, report: (outcome: Outcome) => void) {
  let items: Item[] = []

  const finish = (item: Item, outcome: Outcome): void => {
    if (!items.includes(item)) return
    items = items.filter((other) => other !== item)
    tab.remove(item.event.messageId)
    item.settle?.(outcome)
    report(outcome)
  }

  const drop = (item: Item, reason: string): void =>
    finish(item, { status: 'dropped', reason, event: item.event })

  /** Says once that the item has to wait. */
  const postpone = (item: Item, reason: string): void => {
    if (!item.settle) return
    const outcome: Outcome = { status: 'queued', reason, event: item.event }
    item.settle(outcome)
    item.settle = undefined
    report(outcome)
  }

  const sizeHere = (): number => items.reduce((sum, item) => sum + item.text.length, 0)
  const sizeEverywhere = (): number =>
    keys(PREFIX).reduce((sum, key) => sum + (read(key)?.length ?? 0), 0)

  const add = (event: Event, text: string, settle?: Settle): void => {
    const item: Item = { event, text, bytes: bytesOf(text), settle }
    items.push(item)
    if (item.bytes > MAX_EVENT_BYTES) drop(item, `larger than ${MAX_EVENT_BYTES} bytes`)
    else if (Date.now() - Date.parse(event.timestamp) > OLDEST_MS) drop(item, 'older than 6 days')
    else if (mayStore()) tab.write(event.messageId, text)
    while (
      sizeHere() > MODEST_CHARACTERS &&
      Math.max(sizeHere(), sizeEverywhere()) > MOST_CHARACTERS &&
      items[0]
    )
      drop(items[0], 'no room: the oldest goes first')
  }

  return {
    add,
    finish,
    drop,
    postpone,
    all: () => items,
    waiting: () => items.filter((item) => !item.inFlight),
    /** Takes over what pages that are gone have left; `then` runs for each event. */
    adopt(then: () => void): void {
      if (!mayStore()) return
      tab.adopt((text) => {
        const event = parse<Event>(text)
        if (!event) return
        add(event, text)
        then()
      })
    },
    /** Forgets what another page took over while this one was frozen. */
    reconcile(): void {
      if (mayStore()) items = items.filter((item) => tab.has(item.event.messageId))
    },
    dropWhere(isUnwanted: (event: Event) => boolean, reason: string): void {
      for (const item of items) if (isUnwanted(item.event)) drop(item, reason)
    },
  }
}

export type Queue = ReturnType<typeof createQueue>
