import { nameError } from '../outbox/journal/log.ts'
import { addressOf, throttleKeyOf } from './address.ts'
import { pass, refuse, type Step } from './refusal.ts'

/** The binding counts in windows of this length, see `ratelimits` in wrangler.jsonc. */
export const WINDOW_SECONDS = 10

/** Events that one count of the binding stands for. */
const EVENTS_PER_COUNT = 10

/** Bytes that one count stands for: few events can fill a disk as well as many. */
const BYTES_PER_COUNT = 16 * 1024

/** Counts what one visitor, an address with a write key, sends. */
export interface Throttle {
  /** Refuses a visitor who used up the window; asked before the body is read. */
  check(): Promise<Step<void>>
  /** Charges what a request holds beyond the least, which the next `check` sees. */
  charge(load: { events: number; bytes: number }): Promise<void>
}

/**
 * Every request counts once on arrival, and once more for every ten further events or 16 KB.
 * Intentionally without the binding's `delta`: not every runtime that has the binding knows it.
 */
export function createThrottle(
  request: Request,
  { rateLimit, key }: { rateLimit: RateLimit | undefined; key: string | undefined },
): Throttle {
  const visitor = `${throttleKeyOf(addressOf(request))} ${key?.slice(0, 128) ?? ''}`
  return {
    async check() {
      if (await count(rateLimit, visitor)) return pass(undefined)
      return refuse(
        'too_many_events',
        'Too many events from this address; send again after the seconds in Retry-After.',
        WINDOW_SECONDS,
      )
    },
    async charge({ events, bytes }) {
      const counts = Math.ceil(Math.max(events / EVENTS_PER_COUNT, bytes / BYTES_PER_COUNT)) - 1
      await Promise.all(Array.from({ length: counts }, () => count(rateLimit, visitor)))
    },
  }
}

/** A binding that fails lets everyone in: losing leads is worse than a flood the later steps stop. */
async function count(rateLimit: RateLimit | undefined, visitor: string): Promise<boolean> {
  try {
    return (await rateLimit?.limit({ key: visitor }))?.success ?? true
  } catch (error) {
    console.error(JSON.stringify({ event: 'throttle_failed', error: nameError(error) }))
    return true
  }
}
