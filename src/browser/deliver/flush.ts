import type { BatchFailure, BatchResult } from '../../protocol/batch.ts'
import { isAhead, kept, mayStore, permits, person, read, remove } from '../core.ts'
import { attempt } from '../lib/attempt.ts'
import { parse } from '../lib/parse.ts'
import type { Outcome } from '../record/outcome.ts'
import { remember } from './changePerson.ts'
import { emit } from './listeners.ts'
import { beacon, post } from './post.ts'
import {
  bodyOfItems,
  conclude,
  enqueue,
  finish,
  type Item,
  isHandedOver,
  isLarge,
  now,
  queue,
  type StoredQueue,
  save,
} from './queue.ts'
import { KEPT, sortStrangers } from './strangers.ts'
import { findLeft, hold } from './tab.ts'

/**
 * The edge remembers what it has seen for 7 days; handed over longer ago than that, an event might
 * count twice.
 */
const OLDEST_MS = 6 * 24 * 3600 * 1000

/** At least half a second after the first failure; doubled with each, eight times at most. */
const SHORTEST_RETRY_MS = 500
const MOST_DOUBLINGS = 8

/**
 * No new attempt so soon after a failure: requests of a page that is being left fail only as far as
 * it can see, and are not to be sent again by what it does last.
 */
const REST_MS = 400

let failures = 0
let retry: ReturnType<typeof setTimeout> | undefined
/** Why events wait: because the last request failed, or for consent. */
let trouble: string | undefined = 'no consent yet'
/** The edge asked for silence until then. */
let notBefore = -Infinity
let isScheduled = false
let running: Promise<unknown> | undefined

const ship = async (items: Item[]): Promise<void> => {
  for (const item of items) item._isInFlight = true
  try {
    const inFlight = queue.filter(({ _isInFlight }) => _isInFlight)
    const response = await post(bodyOfItems(items), !isLarge(inFlight))
    // What is no JSON has a status all the same.
    const said = await response.json().catch(() => 0)
    emit('answer', said)
    settle(items, said, response)
  } catch (error) {
    // A browser hides from scripts why a request failed; a site that is not allowed is the commonest reason.
    settle(items, undefined, { status: `${error}: see ALLOWED_ORIGINS;` as never })
  }
}

/**
 * Only the edge's own word settles an event. A page for people who are offline, a proxy's or a
 * firewall's, whatever its status, says nothing of it.
 */
const settle = (
  items: Item[],
  said: Partial<BatchResult | BatchFailure> | undefined,
  { status, headers }: Partial<Response>,
): void => {
  const isTaken = said?.success && typeof said.accepted === 'number'
  const error = said?.success === false ? said.error : undefined
  const isLater = !isTaken && (!error?.code || /^(408|429|5)/.test(`${status}`))
  if (isTaken) trouble = undefined
  else {
    trouble = `${status} ${error?.message ?? 'not from the edge'}`
    // Once is enough for what is tried again.
    if (!isLater || !(error || failures)) console.error('analytics:', trouble)
  }
  if (isLater) retryLater(1000 * (headers?.get('retry-after') as unknown as number) || 0)
  else if (isTaken) {
    failures = 0
    for (const { index, reason } of said.rejected ?? [])
      finish(items[index] as Item, 'dropped', reason)
  }
  for (const item of items) {
    item._isInFlight = false
    if (isLater) conclude(item, 'queued', trouble)
    else finish(item, isTaken ? 'delivered' : 'dropped', trouble)
  }
  save()
}

/** Jitter, so that tabs and visitors spread. Requests that fail together count as one failure. */
const retryLater = (atLeast: number): void => {
  if (retry) return
  hold()
  const wait = (1 + Math.random()) * SHORTEST_RETRY_MS * 2 ** Math.min(failures++, MOST_DOUBLINGS)
  notBefore = now() + atLeast + REST_MS
  retry = setTimeout(() => {
    notBefore = -Infinity
    flush()
  }, atLeast + wait)
}

const mayTravel = ({ _event: { type, context } }: Item): boolean | undefined =>
  permits(type, context)

/** What may go in one request; some events wait for consent, others for an introduction. */
const batchOf = (items: Item[]): Item[] => {
  let batch = items.filter((item) => isHandedOver(item) && !isAhead() && mayTravel(item))
  while (batch[1] && isLarge(batch)) batch = batch.slice(0, batch.length / 2)
  return batch
}

const shipAll = (): void => {
  const waiting = queue.filter(({ _isInFlight }) => !_isInFlight)
  const batch = batchOf(waiting)
  if (batch[0] && !retry) {
    running = Promise.all([running, ship(batch)])
    shipAll()
  } else
    for (const item of waiting)
      conclude(item, 'queued', isHandedOver(item) || !mayTravel(item) ? trouble : KEPT)
}

const sendWaiting = (): void => {
  isScheduled = false
  sortStrangers(sendSoon)
  for (const item of queue)
    if (now() - (item._handedAt ?? now()) > OLDEST_MS) finish(item, 'dropped', 'older than 6 days')
  save()
  shipAll()
}

/**
 * Sends at the end of this tick: what is recorded together goes together, `track()` costs its caller
 * next to nothing, and the request is still under way before the page can navigate.
 */
export const sendSoon = (): void => {
  if (!isScheduled) Promise.resolve().then(sendWaiting)
  isScheduled = true
}

/** Takes over what pages that are gone have left. */
const adopt = (key: string): void => {
  const { batch = [], handedAt = [] } = parse<StoredQueue>(read(key)) ?? {}
  // A clock that was put back has made them no younger than they are.
  const ageOf = (index: number): number =>
    Math.max(0, Date.now() - (handedAt[index] as number)) || 0
  // Nothing but the call was known of it where `deliver.js` had not come.
  for (const event of batch) if (event.anonymousId === person.anonymousId) remember(event)
  enqueue(batch.map((_event, index) => ({ _event, _handedAt: now() - ageOf(index) })))
  remove(key)
  sendSoon()
}

/** Sends all that waits, also what other pages have left, unless the edge asked for silence. */
export const flush = (): Promise<unknown> | undefined => {
  if (now() >= notBefore) {
    clearTimeout(retry)
    retry = undefined
    if (mayStore() && !isAhead()) findLeft(adopt)
    sendWaiting()
  }
  return running
}

/** A request survives its page where `fetch` knows keepalive; Firefox before 133 needs a beacon. */
export const sendLastWords = (): void => {
  if (attempt(() => 'keepalive' in Request.prototype)) {
    flush()
    return
  }
  sortStrangers(sendSoon)
  save()
  const batch = batchOf(queue)
  if (batch[0] && now() >= notBefore) beacon(bodyOfItems(batch))
}

/** All that waits goes, as far as it may; answers what is left of it. */
export const flushAll = async (): Promise<Pick<Outcome, 'status'> & { reason?: unknown }> => {
  await flush()
  if (queue[0]) return { status: 'queued', reason: trouble }
  return kept()[0] ? { status: 'queued', reason: KEPT } : { status: 'delivered' }
}
