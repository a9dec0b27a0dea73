import type { BatchFailure, BatchResult } from '../../protocol/batch.ts'
import type { Event } from '../../protocol/event.ts'
import { attempt } from '../lib/attempt.ts'
import { parse } from '../lib/parse.ts'
import { conclude } from '../record/outcome.ts'
import { edgeUrl } from '../settings.ts'
import { mayStore, permits } from '../visitor/consent.ts'
import { read, remove } from '../visitor/storage.ts'
import { type Answer, post } from './post.ts'
import {
  bodyOf,
  enqueue,
  finish,
  handedAt,
  handOver,
  isAhead,
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

const inFlight = new Set<Event>()
let failures = 0
let retry: ReturnType<typeof setTimeout> | undefined
/** Why events wait: because the last request failed, or for consent. */
export let trouble: string | undefined = 'no consent yet'
/** The edge asked for silence until then. */
let notBefore = -Infinity
let isScheduled = false
let running: Promise<unknown> | undefined

const ship = async (batch: Event[]): Promise<void> => {
  let answer: Answer | undefined
  let said: Partial<BatchResult | BatchFailure> | undefined
  for (const event of batch) inFlight.add(event)
  try {
    answer = await post(bodyOf(batch), !isLarge([...inFlight]))
    said = (await answer.json()) as BatchResult
  } catch (error) {
    trouble = `${error}`
  }
  settle(batch, answer, said)
}

/**
 * Only the edge's own word settles an event. A page for people who are offline, a proxy's or a
 * firewall's, whatever its status, says nothing of it.
 */
const settle = (
  batch: Event[],
  { status = 0, headers }: Partial<Answer> = {},
  said?: Partial<BatchResult | BatchFailure>,
): void => {
  const isTaken = said?.success && typeof said.accepted === 'number'
  const error = said?.success === false ? said.error : undefined
  const isLater = !isTaken && (!error?.code || /^(408|429|5)/.test(`${status}`))
  if (isTaken) trouble = undefined
  else if (status) trouble = `${status} ${error?.message ?? 'not an answer of the edge'}`
  // Once is enough for what is tried again.
  if (!isTaken && status && !(isLater && (error || failures))) console.error('analytics:', trouble)
  if (isLater) retryLater(1000 * (headers?.get('retry-after') as unknown as number) || 0)
  else if (isTaken) failures = 0
  for (const rejection of (isTaken && said.rejected) || [])
    finish(batch[rejection.index] as Event, 'dropped', rejection.reason)
  for (const event of batch) {
    inFlight.delete(event)
    if (isLater) conclude(event, 'queued', trouble)
    else finish(event, isTaken ? 'delivered' : 'dropped', trouble)
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

/** What may go in one request; some events wait for consent, others for an introduction. */
const batchOf = (events: Event[]): Event[] => {
  let batch = events.filter((event) => !isAhead() && handedAt.has(event) && permits(event.type))
  while (batch[1] && isLarge(batch)) batch = batch.slice(0, batch.length / 2)
  return batch
}

const shipAll = (): void => {
  const waiting = queue.filter((event) => !inFlight.has(event))
  const batch = batchOf(waiting)
  if (batch[0] && !retry) {
    running = Promise.all([running, ship(batch)])
    shipAll()
  } else
    for (const event of waiting)
      conclude(event, 'queued', permits(event.type) && !handedAt.has(event) ? KEPT : trouble)
}

const sendWaiting = (): void => {
  isScheduled = false
  sortStrangers(sendSoon)
  for (const [event, time] of handedAt)
    if (now() - time > OLDEST_MS) finish(event, 'dropped', 'older than 6 days')
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
  const { batch = [], handedAt: times = [] } = parse<StoredQueue>(read(key)) ?? {}
  enqueue(batch)
  for (const [index, event] of batch.entries())
    handOver([event], now() - (Math.max(0, Date.now() - (times[index] as number)) || 0))
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

/**
 * A request survives its page where `fetch` knows keepalive; Firefox before 133 needs a beacon.
 * That tells nothing of its fate, so the events stay, and the edge drops what it has seen.
 */
export const sendLastWords = (): void => {
  if (attempt(() => 'keepalive' in Request.prototype)) {
    flush()
    return
  }
  sortStrangers(sendSoon)
  save()
  const batch = batchOf(queue)
  if (batch[0] && now() >= notBefore) navigator.sendBeacon(edgeUrl(), bodyOf(batch))
}
