import { describe, expect, it } from 'vitest'
import { probeDelay, retryDelay } from '../../src/edge/outbox/engine/pace.ts'

describe('the wait before the next attempt', () => {
  it('doubles from five seconds to an hour, and stays there', () => {
    const waits = [1, 2, 3, 10, 11, 1_000].map((attempts) => retryDelay(attempts, 1))
    expect(waits).toEqual([5_000, 10_000, 20_000, 2_560_000, 3_600_000, 3_600_000])
  })

  it('is spread over its second half, so that people do not come back together', () => {
    expect([0, 0.5, 1].map((random) => retryDelay(2, random))).toEqual([5_000, 7_500, 10_000])
  })
})

describe('the wait while Freshsales is down', () => {
  it('begins only after five failures in a row', () => {
    expect([1, 4, 5].map(probeDelay)).toEqual([undefined, undefined, 250])
  })

  it('doubles to five minutes, and stays there', () => {
    expect([6, 15, 16, 1_000].map(probeDelay)).toEqual([500, 256_000, 300_000, 300_000])
  })
})
