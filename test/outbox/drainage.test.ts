import { describe, expect, it } from 'vitest'
import type { Budget } from '../../src/edge/outbox/engine/budget.ts'
import { drainedAt } from '../../src/edge/outbox/operator/drainedAt.ts'
import { PRIORITY } from '../../src/edge/outbox/person/priority.ts'

const MINUTE = 60_000
const now = Date.UTC(2026, 0, 10)
const limits = { hourlyCalls: 100, minuteCalls: 10 }

/** Minutes until all is sent. */
function minutes(counts: { [priority in keyof typeof PRIORITY]?: number }, budget: Budget) {
  const waiting = Object.entries(counts).map(([name, count]) => ({
    priority: PRIORITY[name as keyof typeof PRIORITY],
    count,
  }))
  const at = drainedAt(waiting, { budget, limits, now })
  return at === undefined ? undefined : (at - now) / MINUTE
}

describe('the end of a backlog', () => {
  it.each([
    ['now, when nothing waits', {}, {}, 0],
    ['in half a minute, with half a minute’s calls', { newContact: 5 }, {}, 0.5],
    ['minute by minute, as far as the hour reaches', { newContact: 95 }, {}, 9.5],
    ['in the next hour, for what this one has no calls for', { newContact: 105 }, {}, 60.5],
    [
      'in the next hour, for all but the share of what is written of visits',
      { timeline: 80 },
      {},
      60.5,
    ],
    [
      'after the pause that Freshsales asked for',
      { newContact: 5 },
      { pausedUntil: now + MINUTE },
      1.5,
    ],
  ])('is %s', (_, counts, budget, expected) => {
    expect(minutes(counts, { spent: {}, ...budget })).toBe(expected)
  })

  it('waits for the calls that were spent just before', () => {
    const spent = { [Math.floor(now / 10_000) - 1]: 100 }
    expect(minutes({ newContact: 1 }, { spent })).toBeGreaterThan(50)
  })

  it('is not told when it is weeks away', () => {
    expect(minutes({ newContact: 100_000 }, { spent: {} })).toBeUndefined()
  })
})
