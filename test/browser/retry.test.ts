import { describe, expect, it, vi } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { accept, edge, refuse, tracked, unreachable } from './edge.ts'
import { MINUTE, openPage, START, tell, wait } from './page.ts'

/** Milliseconds between one request and the next. */
const pauses = (): number[] =>
  edge.posts.slice(1).map(({ at }, index) => at - (edge.posts[index]?.at ?? 0))

const firstPause = async (): Promise<number> => {
  edge.answer = refuse(503)
  const analytics = await openPage()
  edge.posts.length = 0
  await analytics.track('Bought')
  await wait(5_000)
  localStorage.clear()
  return pauses()[0] ?? 0
}

describe('an event that could not be sent', () => {
  it.each([
    ['408', refuse(408)],
    ['429', refuse(429)],
    ['500', refuse(500)],
    ['502', refuse(502)],
    ['503', refuse(503)],
    ['a network error', unreachable],
  ])('is sent by itself after %s, once', async (_, answer) => {
    edge.answer = answer
    const analytics = await openPage()
    await analytics.track('Bought')
    edge.answer = accept()
    await wait(2_000)
    expect(tracked()).toEqual(['Bought'])
    await wait(30 * MINUTE)
    expect(edge.posts).toHaveLength(2)
  })

  it('is sent with its own time, and the time of each attempt', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    await analytics.track('Bought')
    await wait(10_000)
    expect(new Set(edge.posts.map(({ body }) => body.batch[0]?.timestamp)).size).toBe(1)
    for (const { body, at } of edge.posts) expect(body.sentAt).toBe(new Date(at).toISOString())
  })

  it('is sent along with those recorded meanwhile, in their order', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    await analytics.track('first')
    await analytics.track('second')
    await analytics.track('third')
    edge.answer = accept()
    await wait(2_000)
    expect(tracked()).toEqual(['first', 'second', 'third'])
    expect(edge.posts).toHaveLength(2)
  })
})

describe('the pause before another attempt', () => {
  it('is up to a second, then doubles, up to four minutes', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    await analytics.track('Bought')
    await wait(60 * MINUTE)
    for (const [failures, pause] of pauses().entries()) {
      const longest = Math.min(256_000, 1_000 * 2 ** failures)
      expect(pause).toBeLessThanOrEqual(longest)
      expect(pause).toBeGreaterThanOrEqual(longest / 2)
    }
    expect(pauses().length).toBeGreaterThan(15)
  })

  it('differs from visitor to visitor', async () => {
    const random = vi.spyOn(Math, 'random')
    random.mockReturnValue(0.01)
    const short = await firstPause()
    random.mockReturnValue(0.99)
    const long = await firstPause()
    expect(long - short).toBeGreaterThan(200)
  })

  it('is short again after a success', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    await analytics.track('Bought')
    await wait(MINUTE)
    edge.answer = accept()
    await wait(2 * MINUTE)
    expect(tracked()).toEqual(['Bought'])
    edge.answer = refuse(503)
    edge.posts.length = 0
    await analytics.track('Sold')
    await wait(1_500)
    expect(edge.posts).toHaveLength(2)
  })
})

describe('Retry-After', () => {
  const limited = async (): Promise<Analytics> => {
    edge.answer = refuse(429, { 'retry-after': '120' })
    const analytics = await openPage()
    await analytics.track('first')
    edge.answer = accept()
    return analytics
  }

  it.each<[string, (analytics: Analytics) => unknown]>([
    ['time passes', () => {}],
    ['more is recorded', (analytics) => analytics.track('more')],
    ['the page wants to flush', (analytics) => analytics.flush()],
    ['the tab is hidden', () => tell('visibilitychange')],
    ['the network comes back', () => tell('online')],
    ['the page goes', () => tell('pagehide', { persisted: true })],
    ['the page comes back', () => tell('pageshow', { persisted: true })],
  ])('is waited for when %s', async (_, act) => {
    const analytics = await limited()
    await wait(60_000)
    act(analytics)
    await wait(59_000)
    expect(edge.posts).toHaveLength(1)
    await wait(2_000)
    expect(edge.posts).toHaveLength(2)
    expect(tracked()).toContain('first')
  })

  it('as a date, which nobody waits for exactly, does not silence the page for good', async () => {
    const date = new Date(Date.parse(START) + MINUTE).toUTCString()
    edge.answer = refuse(503, { 'retry-after': date })
    const analytics = await openPage()
    await analytics.track('Bought')
    edge.answer = accept()
    await wait(10 * MINUTE)
    expect(tracked()).toEqual(['Bought'])
  })

  it('says to those who call meanwhile that they wait', async () => {
    const analytics = await limited()
    expect(await analytics.track('second')).toMatchObject({
      status: 'queued',
      reason: expect.stringContaining('429'),
    })
    expect(await analytics.flush()).toMatchObject({ status: 'queued' })
  })

  it('shorter than the own pause does not shorten it', async () => {
    edge.answer = refuse(503, { 'retry-after': '1' })
    const analytics = await openPage()
    await analytics.track('Bought')
    await wait(MINUTE)
    expect(pauses().at(-1)).toBeGreaterThan(7_000)
  })
})
