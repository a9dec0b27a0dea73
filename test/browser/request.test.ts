import { describe, expect, it } from 'vitest'
import { accept, after, edge, tracked } from './edge.ts'
import { openPage, START, wait } from './page.ts'

const BIG = { text: 'x'.repeat(29_000) }

describe('a request', () => {
  it('brings the batch with the write key and its own time to the endpoint', async () => {
    const analytics = await openPage({ writeKey: 'a "key"', endpoint: 'https://edge.example/' })
    await analytics.track('Bought')
    expect(edge.posts).toMatchObject([
      {
        url: 'https://edge.example/v1/batch',
        init: { method: 'POST' },
        body: { batch: [{ event: 'Bought' }], writeKey: 'a "key"', sentAt: START },
      },
    ])
  })

  it('is so simple that no browser asks beforehand', async () => {
    const analytics = await openPage()
    await analytics.track('Bought')
    const { url, init } = edge.posts[0] ?? { url: '', init: {} }
    expect(typeof init.body).toBe('string')
    expect([...new Headers(init.headers).keys()]).toEqual([])
    expect(new Request(url, init).headers.get('content-type')).toMatch(/^text\/plain/)
    expect(init.mode ?? 'cors').toBe('cors')
  })

  it('starts in the same tick as the call, before the page can go', async () => {
    const analytics = await openPage()
    analytics.track('Bought')
    await Promise.resolve()
    expect(edge.posts).toHaveLength(1)
  })

  it.each([
    [{}, 'omit'],
    [{ serverCookie: true }, 'include'],
  ])('with %j has credentials: %s', async (settings, credentials) => {
    const analytics = await openPage(settings)
    await analytics.track('Bought')
    expect(edge.posts[0]?.init.credentials).toBe(credentials)
  })

  it('outlives its page as long as all of them are small', async () => {
    edge.answer = after(1_000, accept())
    const analytics = await openPage()
    for (const name of ['a', 'b', 'c']) {
      analytics.track(name, BIG)
      await wait(10)
    }
    expect(edge.posts.map(({ init }) => init.keepalive)).toEqual([true, true, false])
    await wait(2_000)
    analytics.track('d', BIG)
    await wait(10)
    expect(edge.posts[3]?.init.keepalive).toBe(true)
  })

  it('carries no more than browsers let outlive a page; the rest takes another', async () => {
    const analytics = await openPage()
    const names = Array.from({ length: 6 }, (_, index) => `event ${index}`)
    await Promise.all(names.map((name) => analytics.track(name, BIG)))
    for (const { init } of edge.posts) expect(`${init.body}`.length).toBeLessThan(64 * 1024)
    expect(tracked().sort()).toEqual(names)
  })
})
