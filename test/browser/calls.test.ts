import { describe, expect, it } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { edge } from './edge.ts'
import { openPage, START, wait } from './page.ts'

const PAGE = {
  path: '/docs',
  referrer: 'https://search.example/',
  search: '?q=1',
  title: 'Docs',
  url: 'https://www.acme.example/docs?q=1',
}

const open = (): Promise<Analytics> =>
  openPage({ query: 'q', url: PAGE.url, referrer: PAGE.referrer, title: PAGE.title })

describe('a call', () => {
  it('of alias without a previous id names that of the browser', async () => {
    const analytics = await openPage()
    const { anonymousId } = analytics.user()
    await analytics.alias('new')
    expect(edge.events).toMatchObject([{ userId: 'new', previousId: anonymousId }])
  })

  it('works as well when it is taken off its object', async () => {
    const { track } = await openPage()
    expect(await track('Bought')).toMatchObject({ status: 'delivered' })
  })
})

describe('the options of a call', () => {
  it.each([
    ['a Date', new Date('2026-01-02T03:04:05Z')],
    ['a text', '2026-01-02T03:04:05Z'],
  ])('take a timestamp as %s', async (_, timestamp) => {
    const analytics = await openPage()
    await analytics.track('Bought', {}, { timestamp })
    expect(edge.events[0]?.timestamp).toBe('2026-01-02T03:04:05.000Z')
  })

  it('leave the time to the clock', async () => {
    const analytics = await openPage()
    await wait(1_234)
    await analytics.track('Bought')
    expect(edge.events[0]?.timestamp).toBe(new Date(Date.parse(START) + 1_234).toISOString())
  })

  it('merge their context over the collected one', async () => {
    const analytics = await open()
    await analytics.track('Bought', {}, { context: { locale: 'tlh', app: { version: 3 } } })
    expect(edge.events[0]?.context).toMatchObject({
      locale: 'tlh',
      app: { version: 3 },
      page: PAGE,
      library: { name: 'freshsales-edge' },
    })
  })

  it('pass integrations on', async () => {
    const analytics = await openPage()
    await analytics.track('Bought', {}, { integrations: { Freshsales: false } })
    expect(edge.events[0]?.integrations).toEqual({ Freshsales: false })
  })

  it('lend another anonymous id to this event only', async () => {
    const analytics = await openPage()
    const { anonymousId } = analytics.user()
    await analytics.track('Bought', {}, { anonymousId: 'kiosk' })
    await analytics.track('Sold')
    expect(edge.events.map((event) => event.anonymousId)).toEqual(['kiosk', anonymousId])
    expect(analytics.user().anonymousId).toBe(anonymousId)
  })
})

describe('an event', () => {
  it('says who, when, where and by what it was recorded', async () => {
    const analytics = await open()
    await analytics.track('Bought')
    expect(edge.events[0]).toMatchObject({
      messageId: expect.stringMatching(/.{16}/),
      anonymousId: analytics.user().anonymousId,
      timestamp: START,
      context: {
        library: { name: 'freshsales-edge', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
        locale: navigator.language,
        page: PAGE,
      },
    })
  })

  it('has a message id of its own', async () => {
    const analytics = await openPage()
    await Promise.all(['a', 'a', 'a'].map((name) => analytics.track(name)))
    expect(new Set(edge.events.map(({ messageId }) => messageId)).size).toBe(3)
  })

  it('carries values as JSON has them', async () => {
    const analytics = await openPage()
    await analytics.track('Bought', { at: new Date(START), nothing: undefined, list: [1, 'zwei'] })
    expect(edge.events[0]).toMatchObject({ properties: { at: START, list: [1, 'zwei'] } })
    expect(edge.events[0]).not.toHaveProperty('properties.nothing')
  })

  it('is what it was at the call, whatever the page does to its objects afterwards', async () => {
    const analytics = await openPage({ consent: 'required' })
    const properties = { cart: { items: 1 } }
    analytics.track('Bought', properties)
    properties.cart.items = 2
    analytics.consent(true)
    await wait(0)
    expect(edge.events[0]).toMatchObject({ properties: { cart: { items: 1 } } })
  })

  it('names the person and their group once they are known', async () => {
    const analytics = await openPage()
    analytics.identify('u1', { email: 'ann@acme.example' })
    analytics.group('g1')
    await analytics.track('Bought')
    expect(edge.events[2]).toMatchObject({ userId: 'u1', context: { groupId: 'g1' } })
  })

  it('travels with others of the same tick in one request', async () => {
    const analytics = await openPage()
    analytics.page()
    analytics.identify('u1')
    await analytics.track('Bought')
    expect(edge.posts.map(({ body }) => body.batch.map(({ type }) => type))).toEqual([
      ['page', 'identify', 'track'],
    ])
  })

  it.each([
    [{ query: 'q' }, '?q=1'],
    [{}, ''],
  ])('tells its referrer as %j allows: %s', async (settings, search) => {
    const before = 'https://www.acme.example/?q=1&token=secret&fse_id=eve~1'
    const analytics = await openPage({ referrer: before, ...settings })
    await analytics.page()
    const referrer = `https://www.acme.example/${search}`
    expect(edge.events).toMatchObject([
      { properties: { referrer }, context: { page: { referrer } } },
    ])
    expect(JSON.stringify(edge.events)).not.toContain('fse_id')
  })
})
