import { describe, expect, it } from 'vitest'
import { type Claim, createTurns } from '../../src/edge/outbox/engine/turns.ts'
import type { Source } from '../../src/edge/settings/source.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const now = Date.UTC(2026, 0, 10, 9)

const sites = (...names: string[]): ReadonlyMap<string, Source> =>
  new Map(names.map((name, key) => [`key-${key}`, { name } as Source]))

const page = (group: number | undefined, source = 'Website'): Claim => ({
  source,
  isBelieved: false,
  ...(group !== undefined && { group }),
})

/** How many minutes each of so many has to wait. */
function minutes(
  claims: readonly Claim[],
  {
    hourlyCalls = 100,
    sources = sites('Website'),
    turns = createTurns({ hourlyCalls, sources }),
  } = {},
): number[] {
  return claims.map((claim) => ((turns.take(claim, now) ?? now) - now) / MINUTE)
}
const times = (count: number, claim: Claim) => Array.from({ length: count }, () => claim)

describe('the turn of somebody who begins to wait', () => {
  it('is in the order in which they came, as long as there are few', () => {
    const turns = createTurns({ hourlyCalls: 100, sources: sites('Website') })
    expect(turns.take(page(1), now)).toBeUndefined()
  })

  it('comes after eight at once from one address, and then ten in an hour', () => {
    expect(minutes(times(11, page(1)))).toEqual([...Array(8).fill(0), 6, 12, 18])
    const many = minutes(times(52, page(1)), { hourlyCalls: 1_000 })
    expect(many.slice(48)).toEqual([0, 0, 0.6, 1.2])
  })

  it('is the own matter of each address, and of each site', () => {
    const claims = [...times(12, page(1)), page(2), page(1, 'Shop')]
    expect(minutes(claims).slice(-3)).toEqual([24, 0, 0])
  })

  it('is one an hour where the limit is tiny', () => {
    expect(minutes(times(10, page(1)), { hourlyCalls: 1 }).slice(-2)).toEqual([60, 120])
  })

  it('comes after three quarters of the hour from one of two sites, and then half of it', () => {
    const sources = sites('Website', 'Shop')
    const waits = minutes(times(78, page(undefined)), { sources })
    expect([...new Set(waits.slice(0, 75))]).toEqual([0])
    expect(waits.slice(75)).toEqual([1.2, 2.4, 3.6])
  })

  it('is nobody’s to wait for of the only site', () => {
    expect(Math.max(...minutes(times(500, page(undefined))))).toBe(0)
    expect(
      Math.max(
        ...minutes(times(500, page(undefined)), {
          sources: sites('Website', 'Website'),
        }),
      ),
    ).toBe(0)
  })

  it('takes nothing of its site’s share while it waits for its own address', () => {
    const turns = createTurns({ hourlyCalls: 100, sources: sites('Website', 'Shop') })
    minutes(times(500, page(1)), { turns })
    expect(Math.max(...minutes(times(67, page(undefined)), { turns }))).toBe(0)
  })

  it('goes before all that waited no longer than ten minutes where a server speaks', () => {
    const server = { source: 'Website', isBelieved: true }
    expect(minutes([server])).toEqual([-10])
    expect(minutes(times(9, { ...server, group: 1 })).at(-1)).toBe(6 - 10)
  })

  it('never comes later than in six days', () => {
    const latest = Math.max(...minutes(times(3_000, page(1))))
    expect(latest * MINUTE).toBeLessThanOrEqual(6 * DAY)
    expect(latest * MINUTE).toBeGreaterThan(5 * DAY)
  })

  it('is free again after a while', () => {
    const turns = createTurns({ hourlyCalls: 100, sources: sites('Website') })
    minutes(times(18, page(1)), { turns })
    expect(turns.take(page(1), now + HOUR)).toBe(now + 66 * MINUTE)
    expect(turns.take(page(1), now + 3 * HOUR)).toBeUndefined()
  })
})
