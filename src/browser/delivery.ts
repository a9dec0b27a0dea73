import type { Batch, BatchFailure, BatchResult } from '../protocol/batch.ts'
import type { Event } from '../protocol/event.ts'
import { mayStore, permits } from './consent.ts'
import { ageOf } from './lib/createId.ts'
import { parse } from './lib/parse.ts'
import { read, remove } from './lib/storage.ts'
import { conclude } from './outcome.ts'
import { bodyOf, finish, isAhead, queue, save } from './queue.ts'
import { edgeUrl, isOn, settings } from './settings.ts'
import { findLeft, hold } from './tab.ts'

/** Browsers allow 64 KiB of keepalive bodies in flight for a whole page; the rest is left to others. */
const KEEPALIVE_BYTES = 60_000

/** An edge that has not answered by then is taken for unreachable. */
const ANSWER_WITHIN_MS = 20_000

/** The edge remembers what it has seen for 7 days; sent later than that, an event might count twice. */
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
let notBefore = 0
let isScheduled = false
let running: Promise<unknown> | undefined

/** Percent-encoded, a text has at least as many characters as bytes. */
const isLarge = (batch: Event[]): boolean => !!encodeURIComponent(bodyOf(batch))[KEEPALIVE_BYTES]

/** Posts a batch. Its body is a plain text, which needs no preflight. */
const ship = async (batch: Event[]): Promise<void> => {
  let response: Response | undefined
  let said: Partial<Pick<BatchResult, 'rejected'> & Pick<BatchFailure, 'error'>> | undefined
  for (const event of batch) inFlight.add(event)
  try {
    response = await fetch(edgeUrl(), {
      method: 'POST',
      body: bodyOf(batch),
      keepalive: !isLarge([...inFlight]),
      credentials: isOn(settings.serverCookie) ? 'include' : 'omit',
      signal: AbortSignal.timeout?.(ANSWER_WITHIN_MS),
    })
    said = await response.json()
  } catch (error) {
    // An answer that is no JSON has a status all the same.
    trouble = `${error}`
  }
  const { status = 0, ok, headers } = response ?? {}
  if (status) trouble = ok ? undefined : `${status} ${said?.error?.message ?? ''}`
  const isLater = /^(0|408|429|5)/.test(`${status}`)
  if (isLater) retryLater(1000 * (headers?.get('retry-after') as unknown as number) || 0)
  else if (ok) failures = 0
  else console.error('analytics:', trouble)
  for (const rejection of said?.rejected ?? [])
    finish(batch[rejection.index] as Event, 'dropped', rejection.reason)
  for (const event of batch) {
    inFlight.delete(event)
    if (isLater) conclude(event, 'queued', trouble)
    else finish(event, ok ? 'delivered' : 'dropped', trouble)
  }
  save()
}

/** Jitter, so that tabs and visitors spread. Requests that fail together count as one failure. */
const retryLater = (atLeast: number): void => {
  if (retry) return
  hold()
  const wait = (1 + Math.random()) * SHORTEST_RETRY_MS * 2 ** Math.min(failures++, MOST_DOUBLINGS)
  notBefore = Date.now() + atLeast + REST_MS
  retry = setTimeout(flush, atLeast + wait)
}

/** What may go in one request; some visitors have not decided yet. */
const batchOf = (events: Event[]): Event[] => {
  let batch = events.filter(({ type, context }) => !isAhead() && permits(type, context))
  while (batch[1] && isLarge(batch)) batch = batch.slice(0, batch.length / 2)
  return batch
}

const shipAll = (): void => {
  const waiting = queue.filter((event) => !inFlight.has(event))
  const batch = batchOf(waiting)
  if (batch[0] && !retry) {
    running = Promise.all([running, ship(batch)])
    shipAll()
  } else for (const event of waiting) conclude(event, 'queued', trouble)
}

const sendWaiting = (): void => {
  isScheduled = false
  for (const event of queue)
    if (ageOf(event.messageId) > OLDEST_MS) finish(event, 'dropped', 'older than 6 days')
  save()
  shipAll()
}

/**
 * Sends at the end of this tick: what is recorded together goes together, `track()` costs its caller
 * next to nothing, and the request is still under way before the page can navigate.
 */
export const sendSoon = (): void => {
  if (!isScheduled) queueMicrotask(sendWaiting)
  isScheduled = true
}

/** Takes over what pages that are gone have left. */
const adopt = (key: string): void => {
  for (const event of parse<Batch>(read(key))?.batch ?? [])
    if (!queue.some(({ messageId }) => messageId === event.messageId)) queue.push(event)
  remove(key)
  sendSoon()
}

/** Sends all that waits, also what other pages have left, unless the edge asked for silence. */
export const flush = (): Promise<unknown> | undefined => {
  if (Date.now() >= notBefore) {
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
  const batch = batchOf(queue)
  if ('keepalive' in Request.prototype) flush()
  else if (batch[0] && Date.now() >= notBefore) navigator.sendBeacon(edgeUrl(), bodyOf(batch))
}
