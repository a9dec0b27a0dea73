import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/browser/index.ts'
import { accept, edge, refuse, tracked } from './edge.ts'
import { crashPage, DAY, MINUTE, openPage, wait } from './page.ts'

describe('an event left behind', () => {
  const leaveOne = async (): Promise<void> => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    await analytics.track('old')
    crashPage()
    edge.answer = accept()
  }

  it('is delivered within six days', async () => {
    await leaveOne()
    await wait(6 * DAY - MINUTE)
    await openPage()
    await wait(20_000)
    expect(tracked()).toEqual(['old'])
  })

  it('is dropped after six days, since the edge may have forgotten that it had it', async () => {
    await leaveOne()
    await wait(6 * DAY + MINUTE)
    const analytics = await openPage()
    const reasons: unknown[] = []
    analytics.on('dropped', (outcome) =>
      reasons.push(outcome.status === 'dropped' && outcome.reason),
    )
    await wait(20_000)
    expect(edge.events).toEqual([])
    expect(reasons).toEqual(['older than 6 days'])
    expect(JSON.stringify({ ...localStorage })).not.toContain('old"')
  })
})

const nameOf = (outcome: Outcome): string =>
  outcome.status === 'dropped' && outcome.event?.type === 'track'
    ? `${outcome.event.event}: ${outcome.reason}`
    : ''

describe('a queue without room', () => {
  it('drops the oldest, keeps the newest, and stays below 800 KB', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    const dropped: unknown[] = []
    analytics.on('dropped', (outcome) => dropped.push(nameOf(outcome)))
    for (let index = 0; index < 60; index++)
      analytics.track(`event ${index}`, { text: 'x'.repeat(20_000) })
    await wait(0)
    const stored = Object.entries({ ...localStorage }).join('')
    expect(stored.length * 2).toBeLessThan(800_000)
    expect(dropped).toEqual(dropped.map((_, index) => `event ${index}: no room`))
    edge.answer = accept()
    await wait(10 * MINUTE)
    const names = Array.from({ length: 60 }, (_, index) => `event ${index}`)
    expect(tracked()).toEqual(names.slice(dropped.length))
    expect(tracked().length).toBeGreaterThan(5)
  })
})
