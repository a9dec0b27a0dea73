import { expect, it } from 'vitest'
import { createPerson, mergePeople } from '../../src/edge/outbox/person/person.ts'

const NOW = Date.UTC(2026, 0, 10, 9)
const HOUR = 3_600_000

const someone = (hot?: object) => Object.assign(createPerson(NOW), hot && { hot })

it('remembers of two who are one when a rule was met last, and what both looked at', () => {
  const into = someone({
    seenAt: NOW - 9 * HOUR,
    told: { Pricing: NOW - 30 * HOUR, Returned: NOW - HOUR },
    views: { Demo: [NOW - 2 * HOUR] },
  })
  const from = someone({
    seenAt: NOW - 8 * HOUR,
    told: { Pricing: NOW - HOUR, Returned: NOW - 30 * HOUR },
    views: { Demo: [NOW - 3 * HOUR, NOW - HOUR], Blog: [NOW] },
  })
  mergePeople(into, from)
  expect(into.hot).toEqual({
    seenAt: NOW - 8 * HOUR,
    told: { Pricing: NOW - HOUR, Returned: NOW - HOUR },
    views: { Demo: [NOW - 3 * HOUR, NOW - 2 * HOUR, NOW - HOUR], Blog: [NOW] },
  })
})

it('keeps nothing of two who are not hot', () => {
  const into = someone()
  mergePeople(into, someone())
  expect(into).not.toHaveProperty('hot')
})
