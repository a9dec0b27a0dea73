import { backoff } from './lib/backoff.ts'
import { bytesOf } from './lib/bytesOf.ts'
import { conclude, type Item } from './outcome.ts'
import { adopt, finish, items } from './queue.ts'
import { type Answer, KEEPALIVE_BYTES, post } from './transport.ts'

/** Room for what surrounds the events in a body. */
const ENVELOPE_BYTES = 500

/** Adopted events wait this long for company: the first page view usually takes them along. */
const ADOPTED_WAIT_MS = 400

let failures = 0
let retry: ReturnType<typeof setTimeout> | undefined
/** Why the last request failed. */
export let trouble = ''
/** The edge asked for silence until then. */
let notBefore = 0
let isBurst = false
let running: Promise<unknown> | undefined

/** Splits into batches that each fit a keepalive request. */
export function batchesOf(waiting: Item[]): Item[][] {
  const batches: Item[][] = []
  let room = 0
  for (const item of waiting) {
    const bytes = bytesOf(item._text) + 1
    room -= bytes
    if (room < 0) {
      room = KEEPALIVE_BYTES - ENVELOPE_BYTES - bytes
      batches.push([])
    }
    batches.at(-1)?.push(item)
  }
  return batches
}

const setInFlight = (batch: Item[], isInFlight: boolean): void => {
  for (const item of batch) item._isInFlight = isInFlight
}

const ship = async (batch: Item[]): Promise<void> => {
  setInFlight(batch, true)
  const answer = await post(batch)
  setInFlight(batch, false)
  settle(batch, answer)
}

function settle(batch: Item[], { _status, _retryAfterSeconds = 0, _said }: Answer): void {
  if (_status >= 200 && _status < 300) {
    failures = 0
    for (const { index, reason } of _said.rejected ?? []) {
      if (batch[index]) finish(batch[index], 'dropped', reason)
    }
    for (const item of batch) finish(item, 'delivered')
    return
  }
  trouble = `${_status || 'network'}: ${_said.error?.message}`
  if (!_status || _status === 408 || _status === 429 || _status >= 500) {
    const atLeast = _retryAfterSeconds * 1000
    notBefore = Date.now() + atLeast
    clearTimeout(retry)
    retry = setTimeout(flush, Math.max(atLeast, backoff(failures++)))
    for (const item of batch) conclude(item, 'queued', trouble)
  } else {
    console.error(`analytics: the edge refused events, ${trouble}`)
    for (const item of batch) finish(item, 'dropped', trouble)
  }
}

const sendWaiting = (): void => {
  const waiting = items.filter((item) => !item._isInFlight)
  if (retry) for (const item of waiting) conclude(item, 'queued', trouble)
  else for (const batch of batchesOf(waiting)) running = Promise.all([running, ship(batch)])
}

/** Sends at once; what else comes in the same tick goes together at its end. */
export const sendSoon = (): void => {
  if (isBurst) return
  isBurst = true
  sendWaiting()
  queueMicrotask(() => {
    isBurst = false
    sendWaiting()
  })
}

/** Sends what `act` adds in one batch. */
export const sendTogether = (act: () => void): void => {
  isBurst = true
  act()
  isBurst = false
  sendSoon()
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
