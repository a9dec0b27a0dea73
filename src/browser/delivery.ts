import type { BatchFailure, BatchResult } from '../protocol/batch.ts'
import { permits } from './consent.ts'
import { conclude, type Item } from './outcome.ts'
import { adopt, finish, items, textOf } from './queue.ts'
import { collectUrl, isOn, settings } from './settings.ts'
import { hold } from './tab.ts'

/** Browsers allow 64 KiB of keepalive bodies in flight for a whole page; the rest is left to others. */
const KEEPALIVE_BYTES = 60_000

/** An edge that has not answered by then is taken for unreachable. */
const ANSWER_WITHIN_MS = 20_000

/** Adopted events wait this long for company: the first page view usually takes them along. */
const ADOPTED_WAIT_MS = 400

/** After a failure, doubling with each. */
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 300_000

/**
 * No new attempt so soon after a failure: requests of a page that is being left fail only as far as
 * it can see, and are not to be sent again by what it does last.
 */
const REST_MS = 400

let failures = 0
let retry: ReturnType<typeof setTimeout> | undefined
/** Why events wait: for consent, or because the last request failed. */
export let trouble = 'no consent yet'
/** The edge asked for silence until then. */
let notBefore = 0
let isScheduled = false
let running: Promise<unknown> | undefined

export const bodyOf = (batch: Item[]): string =>
  `{"batch":${textOf(batch)},"writeKey":${JSON.stringify(settings.writeKey)},"sentAt":"${new Date().toISOString()}"}`

/**
 * Posts a batch. Its body is a plain text, which needs no preflight.
 */
const ship = async (batch: Item[]): Promise<void> => {
  let status = 0
  let retryAfter = 0
  let said: Partial<Pick<BatchResult, 'rejected'> & Pick<BatchFailure, 'error'>> = {}
  try {
    for (const item of batch) item._isInFlight = true
    const inFlight = textOf(items.filter((item) => item._isInFlight))
    const response = await fetch(collectUrl(), {
      method: 'POST',
      body: bodyOf(batch),
      keepalive: !inFlight[KEEPALIVE_BYTES],
      credentials: isOn(settings.serverCookie) ? 'include' : 'omit',
      signal: AbortSignal.timeout?.(ANSWER_WITHIN_MS),
    })
    status = response.status
    retryAfter = Number(response.headers.get('retry-after')) * 1000
    said = await response.json()
  } catch (error) {
    // An answer that is no JSON has a status all the same.
    trouble = `${error}`
  }
  if (status) trouble = `${status} ${said.error?.message}`
  const isLater = !status || status === 408 || status === 429 || status >= 500
  if (isLater) retryLater(retryAfter)
  else if (status < 300) failures = 0
  else console.error('analytics:', trouble)
  for (const { index, reason } of said.rejected ?? []) finish(batch[index], 'dropped', reason)
  for (const item of batch) {
    item._isInFlight = false
    if (isLater) conclude(item, 'queued', trouble)
    else if (status < 300) finish(item, 'delivered')
    else finish(item, 'dropped', trouble)
  }
}

const retryLater = (atLeast: number): void => {
  hold()
  // Jitter, so that tabs and visitors spread.
  const wait =
    Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++) * (0.5 + Math.random() / 2)
  notBefore = Date.now() + Math.max(atLeast, REST_MS)
  clearTimeout(retry)
  retry = setTimeout(flush, Math.max(atLeast, wait))
}

/** A page the browser renders ahead may never be seen, and some visitors have not decided yet. */
const mayTravel = ({ _event, _isInFlight }: Item): boolean =>
  !_isInFlight && !(document as { prerendering?: boolean }).prerendering && !!permits(_event.type)

const sendWaiting = (): void => {
  isScheduled = false
  const waiting = items.filter(mayTravel)
  if (waiting[0] && !retry) {
    while (waiting[1] && textOf(waiting)[KEEPALIVE_BYTES]) waiting.pop()
    running = Promise.all([running, ship(waiting)])
    sendWaiting()
  } else for (const item of items) if (!item._isInFlight) conclude(item, 'queued', trouble)
}

/**
 * Sends at the end of this tick: what is recorded together goes together, `track()` costs its caller
 * next to nothing, and the request is still under way before the page can navigate.
 */
export const sendSoon = (): void => {
  if (!isScheduled) queueMicrotask(sendWaiting)
  isScheduled = true
}

export const adoptAndSend = (): void => adopt(() => setTimeout(sendSoon, ADOPTED_WAIT_MS))

/** Sends all that waits, unless the edge asked for silence. */
export const flush = (): Promise<unknown> | undefined => {
  if (Date.now() >= notBefore) {
    clearTimeout(retry)
    retry = undefined
    adoptAndSend()
    sendWaiting()
  }
  return running
}
