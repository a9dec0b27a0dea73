import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  affordableAt,
  answered,
  type Budget,
  charge,
  pause,
} from '../../src/edge/outbox/engine/budget.ts'
import { PRIORITY, type Priority } from '../../src/edge/outbox/person/priority.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const start = Date.UTC(2026, 0, 10)
const limits = { hourlyCalls: 40, minuteCalls: 10 }

describe('the budget', () => {
  it('is never exceeded in any hour or minute, whatever comes when', () => {
    const steps = fc.array(
      fc.record({
        wait: fc.oneof(fc.integer({ max: 3_000, min: 0 }), fc.integer({ max: HOUR, min: 0 })),
        priority: fc.constantFrom<Priority>(...Object.values(PRIORITY)),
      }),
      { maxLength: 120 },
    )
    fc.assert(
      fc.property(steps, (all) => {
        const budget: Budget = { spent: {} }
        const calls: number[] = []
        let now = start
        for (const { wait, priority } of all) {
          now += wait
          if (affordableAt(budget, limits, priority, now) > now) continue
          charge(budget, now)
          calls.push(now)
        }
        for (const at of calls) {
          expect(
            calls.filter((other) => other > at - HOUR && other <= at).length,
          ).toBeLessThanOrEqual(limits.hourlyCalls)
          expect(
            calls.filter((other) => other > at - MINUTE && other <= at).length,
          ).toBeLessThanOrEqual(limits.minuteCalls)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('says when there is room again, and there is', () => {
    const budget: Budget = { spent: {} }
    let now = start
    for (let call = 0; call < 100; call++) {
      const at = affordableAt(budget, limits, PRIORITY.newContact, now)
      now = Math.max(now, at)
      expect(affordableAt(budget, limits, PRIORITY.newContact, now)).toBeLessThanOrEqual(now)
      charge(budget, now)
    }
    expect(now - start).toBeLessThan(3 * HOUR)
  })

  it('keeps the last of the hour for new contacts', () => {
    const budget: Budget = { spent: {} }
    for (let call = 0; call < 38; call++) charge(budget, start + call * 61_000 * 0.9)
    const now = start + 40 * 61_000 * 0.9
    const affordable = Object.values(PRIORITY).filter(
      (each) => affordableAt(budget, limits, each, now) <= now,
    )
    expect(affordable).toEqual([PRIORITY.newContact])
  })

  it('waits as long as Freshsales asked', () => {
    const budget: Budget = { spent: {} }
    pause(budget, 'throttled', start + 90_000)
    expect(affordableAt(budget, limits, PRIORITY.newContact, start)).toBe(start + 90_000)
  })

  it('believes the header over its own count', () => {
    const budget: Budget = { spent: {} }
    answered(budget, { subject: 1, remaining: 1, now: start })
    expect(affordableAt(budget, limits, PRIORITY.newContact, start)).toBe(start)
    charge(budget, start)
    expect(affordableAt(budget, limits, PRIORITY.newContact, start)).toBeGreaterThan(start)
  })

  it('does not forget what was spent when the clock jumps back an hour', () => {
    const budget: Budget = { spent: {} }
    for (let call = 0; call < 40; call++) charge(budget, start)
    expect(affordableAt(budget, limits, PRIORITY.newContact, start - HOUR)).toBeGreaterThan(
      start - HOUR,
    )
  })
})
