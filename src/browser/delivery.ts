import { conclude, type Item } from './outcome.ts'
import { type Answer, post } from './post.ts'
import { adopt, finish, items } from './queue.ts'

/** Keeps a batch below what a keepalive request may carry, with room for letters of two bytes. */
const BATCH_CHARACTERS = 30_000

/** Adopted events wait this long for company: the first page view usually takes them along. */
const ADOPTED_WAIT_MS = 400

/** After a failure, doubling with each. */
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 300_000

let failures = 0
let retry: ReturnType<typeof setTimeout> | undefined
/** Why the last request failed. */
export let trouble = ''
/** The edge asked for silence until then. */
let notBefore = 0
let isBurst = false
let running: Promise<unknown> | undefined

const retryLater = (atLeast: number): void => {
  // Jitter, so that tabs and visitors spread.
  const wait =
    Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++) * (0.5 + Math.random() / 2)
  notBefore = Date.now() + atLeast
  clearTimeout(retry)
  retry = setTimeout(flush, Math.max(atLeast, wait))
}

const settle = (batch: Item[], { _status, _retryAfterSeconds, _said, _error }: Answer): void => {
  const isStored = _status >= 200 && _status < 300
  const isRefused = _status >= 300 && _status < 500 && _status !== 408 && _status !== 429
  trouble = `${_status || _error} ${_said.error?.message ?? ''}`
  if (isStored) failures = 0
  else if (isRefused) console.error(`analytics: ${trouble}`)
  else retryLater(_retryAfterSeconds * 1000)
  for (const { index, reason } of _said.rejected ?? [])
    finish(batch[index] as Item, 'dropped', reason)
  for (const item of batch) {
    item._isInFlight = false
    if (isStored) finish(item, 'delivered')
    else if (isRefused) finish(item, 'dropped', trouble)
    else conclude(item, 'queued', trouble)
  }
}

const ship = async (batch: Item[]): Promise<void> => settle(batch, await post(batch))

const sendWaiting = (): void => {
  let batch: Item[] = []
  const shipBatch = (): void => {
    if (batch[0]) running = Promise.all([running, ship(batch)])
  }
  let characters = 0
  for (const item of items) {
    if (item._isInFlight) continue
    if (retry) {
      conclude(item, 'queued', trouble)
      continue
    }
    characters += item._text.length
    if (characters > BATCH_CHARACTERS) {
      shipBatch()
      batch = []
      characters = item._text.length
    }
    item._isInFlight = true
    batch.push(item)
  }
  shipBatch()
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
