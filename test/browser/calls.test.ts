import { describe, expect, it } from 'vitest'
import type { Analytics, Outcome } from '../../src/browser/index.ts'
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
  openPage({ url: PAGE.url, referrer: PAGE.referrer, title: PAGE.title })

type Call = [method: string, given: unknown[]]

const make = (analytics: Analytics, [method, given]: Call): Promise<Outcome> =>
  (analytics as unknown as Record<string, (...given: unknown[]) => Promise<Outcome>>)[method]?.(
    ...given,
  ) as Promise<Outcome>

describe('the arguments of a call', () => {
  it.each([
    ['identify', ['u1', { a: 1 }], { userId: 'u1', traits: { a: 1 } }],
    ['identify', ['u1'], { userId: 'u1' }],
    ['identify', [7], { userId: '7' }],
    ['identify', [{ a: 1 }], { traits: { a: 1 } }],
    ['identify', [null, { a: 1 }], { traits: { a: 1 } }],
    ['group', ['g1', { a: 1 }], { groupId: 'g1', traits: { a: 1 } }],
    ['group', ['g1'], { groupId: 'g1' }],
    ['group', [{ a: 1 }], { traits: { a: 1 } }],
    ['track', ['Bought', { total: 3 }], { event: 'Bought', properties: { total: 3 } }],
    ['track', ['Bought'], { event: 'Bought' }],
    ['screen', ['Home'], { name: 'Home' }],
    ['screen', ['App', 'Home'], { category: 'App', name: 'Home' }],
    ['screen', ['Home', { a: 1 }], { name: 'Home', properties: { a: 1 } }],
    ['alias', ['new', 'old'], { userId: 'new', previousId: 'old' }],
    ['page', [], { properties: PAGE }],
    ['page', ['Install'], { name: 'Install', properties: PAGE }],
    ['page', ['Docs', 'Install'], { category: 'Docs', name: 'Install', properties: PAGE }],
    ['page', [{ a: 1 }], { properties: { ...PAGE, a: 1 } }],
    ['page', ['Install', { a: 1 }], { name: 'Install', properties: { ...PAGE, a: 1 } }],
    [
      'page',
      ['Docs', 'Install', { title: 'Mine' }],
      { category: 'Docs', name: 'Install', properties: { ...PAGE, title: 'Mine' } },
    ],
  ])('%s%j says %j', async (type, given, said) => {
    await make(await open(), [type, given])
    const { messageId, timestamp, anonymousId, context, ...rest } = edge.events[0] ?? {}
    expect(rest).toEqual({ type, ...said })
  })

  const CALLS: Call[] = [
    ['identify', ['u1']],
    ['identify', [{ a: 1 }]],
    ['identify', ['u1', { a: 1 }]],
    ['identify', ['u1', { a: 1 }, {}]],
    ['group', ['g1']],
    ['group', ['g1', { a: 1 }, {}]],
    ['track', ['Bought']],
    ['track', ['Bought', { a: 1 }]],
    ['track', ['Bought', { a: 1 }, {}]],
    ['page', []],
    ['page', [{ a: 1 }]],
    ['page', ['Install']],
    ['page', ['Docs', 'Install', { a: 1 }, {}]],
    ['screen', ['Home']],
    ['screen', ['Home', { a: 1 }, {}]],
    ['alias', ['new']],
    ['alias', ['new', 'old']],
    ['alias', ['new', 'old', {}]],
  ]

  it.each(CALLS)('%s%j take a callback at their end', async (method, given) => {
    const heard: Outcome[] = []
    const analytics = await open()
    const outcome = await make(analytics, [method, [...given, (said: Outcome) => heard.push(said)]])
    expect(outcome.status).toBe('delivered')
    expect(heard).toEqual([outcome])
  })

  it.each<Call>([
    ['identify', ['u1', { a: 1 }]],
    ['identify', ['u1', undefined]],
    ['identify', [{ a: 1 }]],
    ['group', ['g1', { a: 1 }]],
    ['track', ['Bought', { a: 1 }]],
    ['track', ['Bought', null]],
    ['track', ['Bought', undefined]],
    ['page', ['Install', {}]],
    ['page', [{ a: 1 }]],
    ['screen', ['Home', {}]],
    ['alias', ['new', 'old']],
  ])('%s%j take options after their content', async (method, given) => {
    await make(await open(), [method, [...given, { timestamp: '2026-01-01T00:00:00.000Z' }]])
    expect(edge.events).toMatchObject([{ type: method, timestamp: '2026-01-01T00:00:00.000Z' }])
  })
})

describe('a call', () => {
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
})
