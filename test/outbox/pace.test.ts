import { describe, expect, it } from 'vitest'
import { ACCOUNT_PROBE_MS, GIVE_UP_MS, type Pace, pace } from '../../src/edge/outbox/engine/pace.ts'

const MINUTE = 60_000
const start = Date.UTC(2026, 0, 10, 9)

/** How long the next call has to wait after each of so many, a while apart. */
function waits(calls: number, { hourlyCalls = 100, apartMs = 0 } = {}): number[] {
  let before: Pace | undefined
  return Array.from({ length: calls }, (_, call) => {
    const next = pace(before, { hourlyCalls }, start + call * apartMs)
    before = next.pace
    return next.waitMs
  })
}

describe('calls about one person', () => {
  it('are eight at once, and then a tenth of the hour', () => {
    expect(waits(10)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 6 * MINUTE, 12 * MINUTE])
  })

  it('are a twentieth of the hour at once where that is more', () => {
    const ofThousand = waits(51, { hourlyCalls: 1_000 })
    expect(ofThousand.slice(0, 50).every((wait) => wait === 0)).toBe(true)
    expect(ofThousand[50]).toBe(36_000)
  })

  it('are one an hour at the least', () => {
    expect(waits(9, { hourlyCalls: 2 }).at(-1)).toBe(60 * MINUTE)
  })

  it('never wait at the pace that lasts, and half the time at twice that', () => {
    expect(waits(50, { apartMs: 6 * MINUTE }).at(-1)).toBe(0)
    expect(waits(19, { apartMs: 3 * MINUTE }).slice(-5)).toEqual(
      [0, 0.5, 1, 1.5, 2].map((calls) => calls * 6 * MINUTE),
    )
  })

  it('are forgotten in a quiet time, and none is won by it', () => {
    const busy = { calls: 20, at: start }
    const later = (ms: number) => pace(busy, { hourlyCalls: 100 }, start + ms)
    expect(later(12 * MINUTE)).toEqual({
      pace: { calls: 19, at: start + 12 * MINUTE },
      waitMs: 11 * 6 * MINUTE,
    })
    expect(later(1_000 * MINUTE).pace.calls).toBe(1)
  })

  it('are no fewer where the clock was set back', () => {
    const { pace: next } = pace({ calls: 5, at: start }, { hourlyCalls: 100 }, start - 60 * MINUTE)
    expect(next).toEqual({ calls: 6, at: start - 60 * MINUTE })
  })
})

it('gives somebody up after a week, and asks every five minutes whether a key is good again', () => {
  expect([GIVE_UP_MS, ACCOUNT_PROBE_MS]).toEqual([7 * 24 * 60 * MINUTE, 5 * MINUTE])
})
