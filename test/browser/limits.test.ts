import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/browser/index.ts'
import { accept, edge, refuse, tracked, unreachable } from './edge.ts'
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

describe('an event of a page that stays open', () => {
  it('is dropped after six days, too', async () => {
    edge.answer = unreachable
    const analytics = await openPage()
    await analytics.track('old')
    await wait(6 * DAY + 5 * MINUTE)
    edge.answer = accept()
    await wait(6 * MINUTE)
    expect(edge.events).toEqual([])
  })
})

describe('an event', () => {
  it.each<[string, object]>([
    ['a text in it is long', { text: 'x'.repeat(33_000) }],
    ['it has many long texts', { texts: Array(50).fill('ü'.repeat(2_000)) }],
    ['it has many keys', Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i]))],
    ['it is deep', { a: { b: { c: { d: { e: { f: { g: { h: { i: { j: {} } } } } } } } } } }],
  ])('is cut to what the edge takes when %s', async (_, given) => {
    const analytics = await openPage()
    const properties = { plan: 'pro', ...given }
    expect(await analytics.track('Bought', properties as never)).toMatchObject({
      status: 'delivered',
    })
    const [event] = edge.events
    expect(event).toMatchObject({ event: 'Bought', properties: { plan: 'pro' }, context: {} })
    const text = JSON.stringify(event)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(32 * 1024)
    expect(text.match(/":/g)?.length).toBeLessThanOrEqual(200)
    expect(levelsOf(event)).toBeLessThanOrEqual(10)
  })

  it('is dropped alone when it cannot be cut', async () => {
    const analytics = await openPage()
    const numbers = Array.from({ length: 9_000 }, (_, index) => index)
    const outcomes = await Promise.all([
      analytics.track('numbers', { numbers }),
      analytics.track('Bought'),
    ])
    expect(outcomes).toMatchObject([
      { status: 'dropped', reason: 'larger than 32 KB' },
      { status: 'delivered' },
    ])
  })
})

describe('the age of an event', () => {
  it.each(['2020-01-01T00:00:00Z', 'yesterday'])(
    'is not what its timestamp (%s) says',
    async (timestamp) => {
      edge.answer = refuse(503)
      const analytics = await openPage()
      await analytics.track('Bought', {}, { timestamp })
      crashPage()
      edge.answer = accept()
      await wait(1_000)
      await openPage()
      await wait(20_000)
      expect(tracked()).toEqual(['Bought'])
    },
  )
})

const levelsOf = (value: unknown): number =>
  value && typeof value === 'object' ? 1 + Math.max(0, ...Object.values(value).map(levelsOf)) : 0

const nameOf = (outcome: Outcome): string =>
  outcome.status === 'dropped' && outcome.event?.type === 'track'
    ? `${outcome.event.event}: ${outcome.reason}`
    : ''

describe('a queue', () => {
  it('of one page keeps 600 KB and more', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    const names = Array.from({ length: 12 }, (_, index) => `event ${index}`)
    for (const name of names) analytics.track(name, { text: 'x'.repeat(25_000) })
    await wait(1)
    edge.answer = accept()
    await wait(MINUTE)
    expect(tracked()).toEqual(names)
  })
})

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

  /** Nearly all the room there is for everyone. */
  const ELSEWHERE = 'fse.q.other.1'
  const crowd = (): void => localStorage.setItem(ELSEWHERE, 'x'.repeat(395_000))

  it('drops nothing as long as it is small itself', async () => {
    crowd()
    edge.answer = refuse(503)
    const analytics = await openPage()
    const names = Array.from({ length: 12 }, (_, index) => `event ${index}`)
    for (const name of names) await analytics.track(name, { text: 'x'.repeat(2_000) })
    edge.answer = accept()
    await wait(10 * MINUTE)
    expect(tracked()).toEqual(names)
    expect(localStorage.getItem(ELSEWHERE)).toHaveLength(395_000)
  })

  it('drops its own oldest beside others, and never what others keep', async () => {
    crowd()
    edge.answer = refuse(503)
    const analytics = await openPage()
    const names = Array.from({ length: 12 }, (_, index) => `event ${index}`)
    for (const name of names) await analytics.track(name, { text: 'x'.repeat(9_000) })
    edge.answer = accept()
    await wait(10 * MINUTE)
    expect(tracked().length).toBeGreaterThan(4)
    expect(tracked().length).toBeLessThan(12)
    expect(tracked()).toEqual(names.slice(-tracked().length))
    expect(localStorage.getItem(ELSEWHERE)).toHaveLength(395_000)
  })

  it('takes less than a second for 1,200 events of one tick', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    await analytics.track('first')
    const before = process.cpuUsage()
    const outcomes = Array.from({ length: 1_200 }, (_, index) =>
      analytics.track(`event ${index}`, { text: 'x'.repeat(1_000) }),
    )
    await Promise.all(outcomes)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1_000).toBeLessThan(1_000)
  })
})
