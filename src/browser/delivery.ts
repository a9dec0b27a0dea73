import { backoff } from './lib/backoff.ts'
import type { Item, Queue } from './queue.ts'
import { type Answer, KEEPALIVE_BYTES, type Transport } from './transport.ts'

/** Room for what surrounds the events in a body. */
const ENVELOPE_BYTES = 500

/** Adopted events wait this long for company: the first page view usually takes them along. */
const ADOPTED_WAIT_MS = 400

/** Splits into batches that each fit a keepalive request. */
export function batchesOf(items: Item[]): Item[][] {
  const batches: Item[][] = []
  let room = 0
  for (const item of items) {
    room -= item.bytes + 1
    if (room < 0) {
      batches.push([])
      room = KEEPALIVE_BYTES - ENVELOPE_BYTES - item.bytes
    }
    batches.at(-1)?.push(item)
  }
  return batches
}

/** Decides when the queue is sent, and what an answer means for it. */
export function createDelivery(queue: Queue, send: Transport) {
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let trouble = ''
  /** The edge asked for silence until then. */
  let notBefore = 0
  let isBurst = false
  let running: Promise<unknown> = Promise.resolve()

  const ship = async (batch: Item[]): Promise<void> => {
    for (const item of batch) item.inFlight = true
    const answer = await send(batch.map((item) => item.text))
    for (const item of batch) item.inFlight = false
    await settle(batch, answer)
  }

  const settle = async (batch: Item[], answer: Answer): Promise<void> => {
    switch (answer.kind) {
      case 'stored':
        failures = 0
        for (const [index, item] of batch.entries()) {
          const reason = answer.refused.get(index)
          if (reason) queue.drop(item, reason)
          else queue.finish(item, { status: 'delivered', event: item.event })
        }
        break
      case 'later':
        trouble = answer.reason
        for (const item of batch) queue.postpone(item, trouble)
        retryLater(answer.afterSeconds * 1000)
        break
      case 'refused': {
        const half = batch.length >> 1
        if (answer.status === 413 && half) {
          await Promise.all([ship(batch.slice(0, half)), ship(batch.slice(half))])
          break
        }
        console.error(`analytics: the edge refused events: ${answer.reason}`)
        for (const item of batch) queue.drop(item, answer.reason)
      }
    }
  }

  const retryLater = (atLeast: number): void => {
    if (atLeast) notBefore = Date.now() + atLeast
    clearTimeout(retry)
    retry = setTimeout(flush, Math.max(atLeast, backoff(++failures)))
  }

  const sendWaiting = (): void => {
    for (const batch of batchesOf(queue.waiting())) running = Promise.all([running, ship(batch)])
  }

  /** Sends at once; what else comes in the same tick goes together at its end. */
  const soon = (): void => {
    if (retry) for (const item of queue.waiting()) queue.postpone(item, trouble)
    if (retry || isBurst) return
    isBurst = true
    queueMicrotask(() => {
      isBurst = false
      sendWaiting()
    })
    sendWaiting()
  }

  /** Sends what `act` adds in one batch. */
  const together = (act: () => void): void => {
    const wasBurst = isBurst
    isBurst = true
    act()
    isBurst = wasBurst
    soon()
  }

  const flush = (): Promise<unknown> => {
    if (Date.now() >= notBefore) {
      clearTimeout(retry)
      retry = undefined
      adopt()
      sendWaiting()
    }
    return running
  }

  const adopt = (): void => queue.adopt(() => setTimeout(soon, ADOPTED_WAIT_MS))

  return { soon, together, flush, adopt, trouble: () => trouble }
}

export type Delivery = ReturnType<typeof createDelivery>
