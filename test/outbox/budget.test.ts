import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  affordableAt,
  answered,
  type Budget,
  callsAffordable,
  callsOpen,
  charge,
  makeRoom,
  pause,
  spentWithin,
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

  it('is open to each priority for its share, and for one call at the least', () => {
    const open = (hourlyCalls: number) =>
      Object.values(PRIORITY).map((each) => callsAffordable({ hourlyCalls, minuteCalls: 9 }, each))
    expect(open(1_000)).toEqual([1_000, 950, 900, 750, 750])
    expect(open(1)).toEqual([1, 1, 1, 1, 1])
  })

  it('has left what neither the hour nor the minute has spent', () => {
    const budget: Budget = { spent: {} }
    expect(callsOpen(budget, limits, start)).toBe(10)
    for (let call = 0; call < 35; call++) charge(budget, start - 10 * MINUTE)
    expect(callsOpen(budget, limits, start)).toBe(5)
    for (let call = 0; call < 3; call++) charge(budget, start)
    expect(callsOpen(budget, limits, start)).toBe(2)
    for (let call = 0; call < 2; call++) charge(budget, start)
    expect(callsOpen({ ...budget, spent: {} }, limits, start)).toBe(10)
    expect(callsOpen(budget, limits, start)).toBe(0)
  })

  it('waits until there is room for several calls at once', () => {
    const budget: Budget = { spent: {}, pausedFor: 'outage' }
    for (let call = 0; call < 5; call++) charge(budget, start)
    makeRoom(budget, { ...limits, calls: 5 }, start)
    expect(budget).not.toHaveProperty('pausedFor')
    expect(budget.pausedUntil).toBe(start)
    makeRoom(budget, { ...limits, calls: 6 }, start)
    expect(budget.pausedUntil).toBe(start + MINUTE + 10_000)
    for (let call = 0; call < 31; call++) charge(budget, start - 10 * MINUTE)
    makeRoom(budget, { ...limits, calls: 5 }, start)
    expect(budget.pausedUntil).toBe(start - 10 * MINUTE + HOUR + 10_000)
  })

  it('counts a slot of ten seconds until all of it is over', () => {
    const budget: Budget = { spent: {} }
    charge(budget, start + 9_999)
    charge(budget, start + 10_000)
    const counted = (after: number) => spentWithin(budget, MINUTE, start + after)
    expect([counted(MINUTE + 9_999), counted(MINUTE + 10_000)]).toEqual([2, 1])
    expect([counted(MINUTE + 19_999), counted(MINUTE + 20_000)]).toEqual([1, 0])
  })

  it('keeps slots for an hour, and counts for the chart of a day and the digest of a week', () => {
    const budget: Budget = { spent: {} }
    for (let hour = 0; hour < 240; hour++) {
      charge(budget, start + hour * HOUR)
      charge(budget, start + hour * HOUR)
    }
    expect(Object.values(budget.spent)).toEqual([2, 2])
    expect(Object.values(budget.hours ?? {})).toEqual(Array(24).fill(2))
    expect(Object.values(budget.days ?? {})).toEqual(Array(8).fill(48))
  })

  it('goes on at once when Freshsales answers, whatever it waited for', () => {
    const budget: Budget = { spent: {}, failures: 7, remaining: { calls: 3, at: start - 1 } }
    pause(budget, 'outage', start + HOUR)
    expect(budget.pausedFor).toBe('outage')
    answered(budget, { subject: 1, remaining: undefined, now: start })
    expect(budget).toEqual({ spent: {}, remaining: { calls: 3, at: start - 1 } })
  })

  it('believes the header for a minute only', () => {
    const budget: Budget = { spent: {} }
    answered(budget, { subject: 1, remaining: 0, now: start })
    const at = (now: number) => affordableAt(budget, limits, PRIORITY.newContact, now)
    expect([at(start), at(start + MINUTE - 1)]).toEqual([start + MINUTE, start + MINUTE])
    expect(at(start + MINUTE)).toBe(start + MINUTE)
  })

  it('keeps to its limits whatever a header of before has said', () => {
    const budget: Budget = { spent: {} }
    for (let call = 0; call < 40; call++) charge(budget, start - 10 * MINUTE)
    answered(budget, { subject: 1, remaining: 0, now: start - 2 * MINUTE })
    const at = affordableAt(budget, limits, PRIORITY.newContact, start)
    expect(at).toBe(start + 50 * MINUTE + 10_000)
  })

  it('counts in the minute what is of the minute', () => {
    const budget: Budget = { spent: {} }
    for (let call = 0; call < 12; call++) charge(budget, start - 10 * MINUTE)
    for (let call = 0; call < 10; call++) charge(budget, start)
    const at = affordableAt(budget, limits, PRIORITY.newContact, start)
    expect(at).toBe(start + MINUTE + 10_000)
  })

  it('makes room by the oldest calls, and no more than it takes', () => {
    const budget: Budget = { spent: {} }
    for (let slot = 0; slot < 8; slot++) charge(budget, start - 40_000 + slot * 5_000)
    const room = (calls: number) => {
      makeRoom(budget, { ...limits, calls }, start)
      return (budget.pausedUntil ?? 0) - start
    }
    expect([2, 3, 4, 5, 6].map(room)).toEqual([0, 30_000, 30_000, 40_000, 40_000])
    const hour: Budget = { spent: {} }
    for (let slot = 0; slot < 38; slot++) charge(hour, start - 40 * MINUTE + slot * MINUTE)
    const hourly = (calls: number) => {
      makeRoom(hour, { ...limits, calls }, start)
      return ((hour.pausedUntil ?? 0) - start) / MINUTE
    }
    expect([2, 3, 4].map((calls) => Math.floor(hourly(calls)))).toEqual([0, 20, 21])
  })

  it('has room as soon as the oldest calls leave the window', () => {
    const budget: Budget = { spent: {} }
    for (let call = 0; call < 6; call++) charge(budget, start - 40_000)
    for (let call = 0; call < 4; call++) charge(budget, start - 20_000)
    expect(affordableAt(budget, limits, PRIORITY.newContact, start)).toBe(start + 30_000)
    expect(affordableAt(budget, limits, PRIORITY.newContact, start + 30_000)).toBe(start + 30_000)
  })
})
