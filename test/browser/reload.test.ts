import { describe, expect, it } from 'vitest'
import { accept, edge, refuse, silent, tracked } from './edge.ts'
import { crashPage, openPage, pretend, tell, wait } from './page.ts'

const browsers: [string, () => void][] = [
  ['Web Locks', () => {}],
  ['no Web Locks', () => pretend(navigator, 'locks', undefined)],
]

describe.each(browsers)('what a page left behind, with %s,', (_, prepare) => {
  it('is delivered by the next one', async () => {
    prepare()
    edge.answer = refuse(503)
    const analytics = await openPage()
    for (const name of ['a', 'b']) await analytics.track(name)
    const sent = edge.posts[0]?.body.batch[0]?.messageId
    crashPage()
    edge.answer = accept()
    await wait(1_000)
    await openPage()
    await wait(20_000)
    expect(tracked()).toEqual(['a', 'b'])
    expect(edge.events[0]?.messageId).toBe(sent)
  })

  it('is delivered once, however many pages follow', async () => {
    prepare()
    edge.answer = refuse(503)
    const analytics = await openPage()
    await analytics.track('a')
    edge.answer = accept()
    for (let visits = 0; visits < 3; visits++) {
      await wait(1_000)
      await openPage()
      await wait(20_000)
    }
    expect(tracked()).toEqual(['a'])
  })

  it('is delivered even when the next page is left in the same moment', async () => {
    prepare()
    edge.answer = refuse(503)
    const analytics = await openPage()
    await analytics.track('a')
    crashPage()
    await wait(1_000)
    for (let visits = 0; visits < 3; visits++) {
      await openPage()
      crashPage()
    }
    edge.answer = accept()
    await openPage()
    await wait(20_000)
    expect(tracked()).toEqual(['a'])
  })

  it('is sent again with the same id when nobody heard whether it arrived', async () => {
    prepare()
    edge.answer = silent
    const analytics = await openPage()
    analytics.track('a')
    await wait(1_000)
    crashPage()
    edge.answer = accept()
    await openPage()
    await wait(20_000)
    const ids = edge.posts.flatMap(({ body }) => body.batch.map(({ messageId }) => messageId))
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  it('is nothing when all of it was delivered', async () => {
    prepare()
    const analytics = await openPage()
    await analytics.track('a')
    await openPage()
    await wait(20_000)
    expect(edge.posts).toHaveLength(1)
  })

  it('is left to the pages of its own write key', async () => {
    prepare()
    edge.answer = refuse(503)
    const analytics = await openPage({ writeKey: 'one' })
    await analytics.track('a')
    crashPage()
    edge.answer = accept()
    await wait(1_000)
    await openPage({ writeKey: 'two' })
    await wait(20_000)
    expect(edge.posts).toHaveLength(1)
    await openPage({ writeKey: 'one' })
    await wait(20_000)
    expect(edge.posts.at(-1)?.body).toMatchObject({ writeKey: 'one', batch: [{ event: 'a' }] })
  })
})

describe('what a page left behind', () => {
  it('is delivered at once where Web Locks tell that its page is gone', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    await analytics.track('a')
    crashPage()
    edge.answer = accept()
    await wait(10)
    await openPage()
    await wait(1_000)
    expect(tracked()).toEqual(['a'])
  })
})

describe('what a page still holds', () => {
  const holdOne = async (): Promise<void> => {
    edge.answer = refuse(503, { 'retry-after': '60' })
    const analytics = await openPage()
    await analytics.track('a')
    edge.answer = accept()
  }

  it('is not taken by a page beside it', async () => {
    await holdOne()
    await openPage({ beside: true })
    await wait(30_000)
    expect(edge.events).toEqual([])
    await wait(31_000)
    expect(tracked()).toEqual(['a'])
  })

  it('is taken over at once where there are no Web Locks, and counted once', async () => {
    pretend(navigator, 'locks', undefined)
    await holdOne()
    await openPage({ beside: true })
    await wait(60_000)
    expect(new Set(edge.events.map(({ messageId }) => messageId)).size).toBe(1)
  })

  it('is let go when the page is frozen, and counted once when it goes on', async () => {
    await holdOne()
    tell('freeze')
    await wait(10)
    await openPage({ beside: true })
    await wait(1_000)
    expect(tracked()).toEqual(['a'])
    tell('resume')
    await wait(90_000)
    expect(new Set(edge.events.map(({ messageId }) => messageId)).size).toBe(1)
  })
})

describe('what a page left behind is left alone', () => {
  const leaveOne = async (): Promise<void> => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    await analytics.track('a')
    crashPage()
    edge.answer = accept()
    await wait(1_000)
  }

  /** A page that may use what is stored delivers it. */
  const expectDelivery = async (): Promise<void> => {
    expect(edge.events).toEqual([])
    crashPage()
    await openPage()
    await wait(20_000)
    expect(tracked()).toEqual(['a'])
  }

  it.each([
    ['without cookies', { cookieless: true }],
    ['whose visitor has not decided', { consent: 'required' }],
  ] as const)('by a page %s', async (_, settings) => {
    await leaveOne()
    await openPage(settings)
    for (const type of ['visibilitychange', 'online', 'pagehide']) tell(type)
    await wait(20_000)
    await expectDelivery()
  })

  it('by a page that is rendered ahead and never seen', async () => {
    await leaveOne()
    pretend(document, 'prerendering', true)
    await openPage()
    await wait(20_000)
    pretend(document, 'prerendering', false)
    await expectDelivery()
  })
})
