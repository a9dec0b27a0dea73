import { describe, expect, it } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import type { Event } from '../../src/protocol/event.ts'
import { accept, edge, refuse, tracked } from './edge.ts'
import {
  arriveAt,
  crashPage,
  DAY,
  MINUTE,
  onDevice,
  openPage,
  pretend,
  START,
  tell,
  wait,
} from './page.ts'

const ADDRESS = { email: 'ann@acme.example' }

const open = (visit = {}): Promise<Analytics> => openPage({ anonymous: 'keep', ...visit })

/** One page after the other, as a stranger. */
async function visit(...paths: string[]): Promise<Analytics> {
  let analytics = await open()
  for (const path of paths) {
    analytics = await open({ url: `https://www.acme.example${path}`, title: `title of ${path}` })
    await analytics.page()
    await wait(MINUTE)
  }
  return analytics
}

/** The page that is open, where a test does more than one thing to it. */
let opened: Analytics | undefined

const pathsOf = (events: Event[]): unknown[] =>
  events.flatMap(({ type, context }) => (type === 'page' ? [context?.page?.path] : []))

describe('a stranger', () => {
  it('is told of to nobody', async () => {
    const analytics = await visit('/', '/pricing')
    expect(await analytics.track('Bought')).toMatchObject({
      status: 'queued',
      reason: expect.stringContaining('known'),
      event: { event: 'Bought' },
    })
    for (const type of ['visibilitychange', 'online', 'pagehide']) tell(type)
    expect(await analytics.flush()).toMatchObject({ status: 'queued' })
    await wait(10 * MINUTE)
    expect(edge.posts).toEqual([])
    expect(onDevice()).toContain('/pricing')
  })

  it('stays one who says something about themselves, which goes at once with the same form', async () => {
    const analytics = await visit('/')
    analytics.identify({ plan: 'pro' }, { context: { form: {} } })
    await analytics.track('Form Submitted', {}, { context: { form: {} } })
    expect(edge.events.map(({ type }) => type)).toEqual(['identify', 'track'])
    expect(await analytics.track('Bought')).toMatchObject({ status: 'queued' })
    expect(tracked()).toEqual(['Form Submitted'])
  })

  it('stays one whose company is named, which goes at once', async () => {
    const analytics = await visit('/')
    expect(await analytics.group('Acme', { email: 'info@acme.example' })).toMatchObject({
      status: 'delivered',
    })
    expect(await analytics.page()).toMatchObject({ status: 'queued' })
  })
})

describe('somebody whom only the cookie of another host of the site knows', () => {
  it.each<[string, () => unknown]>([
    ['soon after the page has loaded', () => wait(2_000)],
    ['when they leave before that', () => tell('pagehide')],
    ['when the page asks who they are', () => [opened?.user(), opened?.track('x')]],
  ])('is known here, and their page views are sent: %s', async (_, act) => {
    await (await open()).identify('u1')
    crashPage()
    localStorage.clear()
    edge.posts = []
    opened = await open({ url: 'https://www.acme.example/pricing' })
    expect(await opened.page()).toMatchObject({ status: 'queued' })
    expect(edge.posts).toEqual([])
    act()
    await wait(0)
    expect(edge.posts).toHaveLength(1)
    expect(edge.posts[0]?.body.batch[0]).toMatchObject({ type: 'page', userId: 'u1' })
  })
})

describe('an introduction', () => {
  it.each<[string, (analytics: Analytics) => unknown]>([
    ['an id', (analytics) => analytics.identify('u1')],
    ['an address', (analytics) => analytics.identify(ADDRESS)],
    ['an address of another name', (analytics) => analytics.identify({ workEmail: 'a@b.example' })],
    ['several addresses', (analytics) => analytics.identify({ emails: ['a@b.example'] })],
    [
      'an address by the way',
      (analytics) => analytics.track('x', {}, { context: { traits: ADDRESS } }),
    ],
    ['an alias', (analytics) => analytics.alias('u1')],
  ])('by %s takes along what went before, as it happened', async (_, introduce) => {
    const analytics = await visit('/', '/pricing?utm_source=news')
    await analytics.track('Tour Started', { step: 1 })
    expect(edge.posts).toEqual([])
    introduce(analytics)
    await wait(0)
    const { anonymousId } = analytics.user()
    expect(edge.posts).toHaveLength(1)
    expect(edge.events).toMatchObject([
      {
        type: 'page',
        anonymousId,
        messageId: expect.stringMatching(/^\d{13}-/),
        timestamp: START,
        properties: { title: 'title of /', url: 'https://www.acme.example/' },
        context: { page: { title: 'title of /' }, library: {}, locale: navigator.language },
      },
      {
        type: 'page',
        timestamp: '2026-06-01T12:01:00.000Z',
        properties: { path: '/pricing', search: '?utm_source=news' },
        context: { attribution: { last: { source: 'news' } } },
      },
      { type: 'track', event: 'Tour Started', properties: { step: 1 } },
      {},
    ])
    expect(onDevice()).not.toContain('title of')
  })

  it('ends anonymity: from then on all goes at once', async () => {
    const analytics = await visit('/')
    await analytics.identify(ADDRESS)
    expect(await analytics.page()).toMatchObject({ status: 'delivered' })
    const next = await open()
    expect(await next.track('Bought')).toMatchObject({ status: 'delivered' })
  })

  it('tells options, names and categories of earlier calls as well', async () => {
    const analytics = await open()
    analytics.page('Docs', 'Install', { version: 2 })
    analytics.screen('Home')
    analytics.track(
      'Old',
      {},
      { timestamp: new Date('2026-05-30T00:00:00Z'), integrations: { x: true } },
    )
    analytics.track('Mine', {}, { messageId: 'mine' } as never)
    await wait(1)
    await analytics.identify('u1')
    expect(edge.events).toMatchObject([
      { category: 'Docs', name: 'Install', properties: { version: 2, path: '/' } },
      { type: 'screen', name: 'Home' },
      { event: 'Old', timestamp: '2026-05-30T00:00:00.000Z', integrations: { x: true } },
      { event: 'Mine', messageId: 'mine' },
      { type: 'identify' },
    ])
  })

  it('says what a middleware made of earlier calls', async () => {
    const analytics = await open()
    analytics.use((event) => {
      delete event.context?.locale
      if (event.context?.page) event.context.page.title = 'hidden'
    })
    await analytics.track('Bought')
    await analytics.identify('u1')
    expect(edge.events[0]).toMatchObject({
      event: 'Bought',
      context: { page: { title: 'hidden' } },
    })
    expect(edge.events[0]?.context).not.toHaveProperty('locale')
  })

  it('keeps each way the visitor came with the visit it belongs to', async () => {
    await (await open({ url: 'https://www.acme.example/?utm_source=first' })).page()
    await wait(DAY)
    await (await open({ referrer: 'https://blog.example/' })).page()
    await wait(DAY)
    const analytics = await open()
    await analytics.page()
    await analytics.identify('u1')
    const lasts = edge.events.map(({ context }) => context?.attribution?.last)
    expect(lasts).toMatchObject([
      { source: 'first' },
      { referrer: 'https://blog.example/' },
      { referrer: 'https://blog.example/' },
      { referrer: 'https://blog.example/' },
    ])
    expect(edge.events[1]).toMatchObject({ properties: { referrer: 'https://blog.example/' } })
  })

  it('by a page beside is followed by what this page keeps', async () => {
    const first = await open()
    const second = await open({ beside: true })
    await Promise.all([first.track('one'), second.track('two')])
    await second.identify('u1')
    expect(tracked().sort()).toEqual(['one', 'two'])
  })

  it('that cannot be sent now is tried again with all of it', async () => {
    const analytics = await visit('/')
    edge.answer = refuse(503)
    expect(await analytics.identify('u1')).toMatchObject({ status: 'queued' })
    crashPage()
    edge.answer = accept()
    await wait(6 * DAY - 2 * MINUTE)
    await open()
    await wait(20_000)
    expect(edge.events.map(({ type }) => type)).toEqual(['page', 'identify'])
  })
})

describe('a history', () => {
  const many = async (count: number, before = async (_: Analytics): Promise<unknown> => 0) => {
    const analytics = await open()
    await analytics.page('first')
    await before(analytics)
    for (let index = 0; index < count; index++) {
      await wait(1_000)
      arriveAt(`https://www.acme.example/page/of/some/length/${index}`, '', `A title, ${index}`)
      await analytics.page()
    }
    return analytics
  }
  const sizeOf = (): number =>
    Object.entries<string>({ ...localStorage })
      .flatMap((entry) => (entry[0].startsWith('fse.h') ? entry : []))
      .join('').length

  it('is the newest hundred in 8,000 characters, with the first view, all events and a count of the rest', async () => {
    const analytics = await many(150, (page) => page.track('Bought', { total: 3 }))
    expect(sizeOf()).toBeLessThanOrEqual(8_000)
    expect(sizeOf()).toBeGreaterThan(7_000)
    await analytics.identify('u1')
    const views = edge.events.filter(({ type }) => type === 'page')
    expect(views[0]).toMatchObject({ name: 'first', context: { earlierPages: 151 - views.length } })
    expect(pathsOf(views).at(-1)).toBe('/page/of/some/length/149')
    expect(tracked()).toEqual(['Bought'])
    expect(edge.events.length).toBeLessThanOrEqual(101)
    expect(edge.posts[0]?.body.batch.some(({ type }) => type === 'identify')).toBe(true)
  })

  it('of short views is a hundred', async () => {
    const analytics = await open()
    for (let index = 0; index < 120; index++) {
      arriveAt(`https://www.acme.example/${index}`, 'https://www.acme.example/', '')
      await wait(1)
      await analytics.page()
    }
    await analytics.identify('u1')
    expect(edge.events).toHaveLength(101)
  })

  it('keeps its size whatever it is told', async () => {
    const analytics = await many(3, (page) => page.track('Told', { text: 'x'.repeat(40_000) }))
    for (let index = 0; index < 20; index++)
      await analytics.track(`event ${index}`, { text: 'y'.repeat(900) })
    expect(sizeOf()).toBeLessThanOrEqual(8_000)
    await analytics.identify('u1')
    expect(tracked().at(-1)).toBe('event 19')
  })

  it('does not hang on a first view that is larger than all of it', async () => {
    const analytics = await open()
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [`key${index}`, 'x'.repeat(199)]),
    )
    expect(await analytics.page(many)).toMatchObject({ status: 'queued' })
    expect(await analytics.page()).toMatchObject({ status: 'queued' })
    expect(await analytics.identify('u1')).toMatchObject({ status: 'delivered' })
  })

  it('forgets what is older than thirty days', async () => {
    await visit('/old')
    await wait(29 * DAY)
    await visit('/newer')
    await wait(2 * DAY)
    const analytics = await visit('/new')
    await analytics.identify('u1')
    expect(pathsOf(edge.events)).toEqual(['/newer', '/new'])
  })

  it('is readable on the device, with paths in clear', async () => {
    await visit('/pricing')
    const texts = Object.values<string>({ ...localStorage })
    const entries = texts.map((text) => JSON.parse(text))
    expect(entries).toContainEqual(expect.objectContaining({ path: '/pricing' }))
  })

  it.each<[string, (analytics: Analytics) => unknown]>([
    ['reset', (analytics) => analytics.reset()],
    ['a refusal', (analytics) => analytics.consent(false)],
    ['a refusal of being watched', (analytics) => analytics.consent({ marketing: true })],
  ])('is cleared by %s, also for a page beside', async (_, clear) => {
    const first = await visit('/pricing')
    const second = await open({ beside: true })
    await second.track('Bought')
    clear(first)
    expect(onDevice()).not.toMatch(/pricing|Bought/)
    for (const key of ['fse', 'fse.consent']) tell('storage', { key })
    second.identify('u1')
    await wait(0)
    expect(JSON.stringify(edge.events)).not.toMatch(/pricing|Bought/)
  })

  it.each(['', '7', '{"', '{}', '{"type":"nonsense"}', '{"path":7}', '{"whole":7}'])(
    'that somebody has spoiled (%s) costs itself',
    async (text) => {
      const analytics = await visit('/pricing')
      for (const id of ['1780315200000-x', 'x', '']) localStorage.setItem(`fse.h.key.${id}`, text)
      expect(await analytics.identify('u1')).toMatchObject({ status: 'delivered' })
      expect(pathsOf(edge.events)).toContain('/pricing')
      expect(onDevice()).not.toContain('fse.h')
    },
  )

  it('is that of its own write key', async () => {
    await visit('/pricing')
    const other = await open({ writeKey: 'other' })
    await other.identify('u1')
    expect(pathsOf(edge.events)).toEqual([])
  })

  it('waits in memory where nothing may be stored', async () => {
    const analytics = await open({ cookieless: true })
    expect(await analytics.track('Bought')).toMatchObject({ status: 'queued' })
    expect(onDevice()).toBe('')
    await analytics.identify('u1')
    expect(tracked()).toEqual(['Bought'])
  })

  it('begins with consent, and holds what came before it', async () => {
    const analytics = await open({ consent: 'required' })
    await analytics.track('early')
    expect(onDevice()).toBe('')
    analytics.consent(true)
    await wait(MINUTE)
    expect(edge.posts).toEqual([])
    await analytics.identify('u1')
    expect(edge.events).toMatchObject([
      { event: 'early', timestamp: START, context: { consent: { analytics: true } } },
      { type: 'identify' },
    ])
  })

  it('does not begin with a page that is rendered ahead', async () => {
    pretend(document, 'prerendering', true)
    const analytics = await open()
    await analytics.track('ahead')
    expect(onDevice()).not.toContain('ahead')
  })

  it.each([
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'dropped'],
    ['Mozilla/5.0 (compatible; SemrushBot/7~bl)', 'dropped'],
    ['Sogou web spider/4.0', 'dropped'],
    ['Mozilla/5.0 (Linux; Android 10; CUBOT X30)', 'queued'],
    ['Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/156.0.0.0', 'queued'],
  ])('is not kept of a robot that admits it: %s', async (agent, status) => {
    const { userAgent } = navigator
    pretend(navigator, 'userAgent', agent)
    const analytics = await open()
    expect(await analytics.track('Bought')).toMatchObject({ status })
    expect(onDevice().includes('Bought')).toBe(status === 'queued')
    pretend(navigator, 'userAgent', userAgent)
  })
})

describe('a link in an e-mail of Freshsales', () => {
  const LINK = '/offer?fs_cid=123&x=secret'

  it('has that one view sent at once, and nothing else', async () => {
    const analytics = await visit('/before', LINK, '/after')
    await analytics.track('Bought')
    await wait(MINUTE)
    expect(pathsOf(edge.events)).toEqual(['/offer'])
    expect(edge.events[0]?.context?.page?.search).toBe('?fs_cid=123')
    expect(edge.events[0]?.context?.attribution?.last?.click ?? {}).toEqual({})
    for (const kept of ['/before', '/after', 'Bought']) expect(onDevice()).toContain(kept)
    await analytics.identify(ADDRESS)
    expect(pathsOf(edge.events)).toEqual(['/offer', '/before', '/after'])
  })

  it('sends nothing of whoever did not consent, and nothing of a robot', async () => {
    const url = `https://www.acme.example${LINK}`
    const analytics = await open({ url, consent: 'required' })
    analytics.page()
    await wait(MINUTE)
    expect(edge.posts).toEqual([])
    const { userAgent } = navigator
    pretend(navigator, 'userAgent', 'SomeBot/1.0 (+https://bot.example)')
    const robot = await open({ url })
    expect(await robot.page()).toMatchObject({ status: 'dropped' })
    pretend(navigator, 'userAgent', userAgent)
    expect(edge.posts).toEqual([])
  })
})

describe('anonymous: "batch"', () => {
  const batch = (visit = {}): Promise<Analytics> => open({ anonymous: 'batch', ...visit })

  it('sends with the third view', async () => {
    const analytics = await batch()
    analytics.page('1')
    await analytics.page('2')
    await wait(1_000)
    expect(edge.posts).toEqual([])
    await analytics.page('3')
    await wait(0)
    expect(edge.posts).toHaveLength(1)
    expect(edge.events).toMatchObject([{ name: '1' }, { name: '2' }, { name: '3' }])
  })

  it('sends after twenty seconds', async () => {
    const analytics = await batch()
    await analytics.track('Bought')
    await wait(19_000)
    expect(edge.posts).toEqual([])
    await wait(1_000)
    expect(tracked()).toEqual(['Bought'])
  })

  it('sends when the page is hidden', async () => {
    const analytics = await batch()
    await analytics.track('Bought')
    pretend(document, 'hidden', true)
    tell('visibilitychange')
    await wait(0)
    expect(tracked()).toEqual(['Bought'])
  })

  it('sends what an earlier page kept', async () => {
    await (await batch()).track('Bought')
    crashPage()
    const analytics = await batch()
    await analytics.page()
    await wait(20_000)
    expect(edge.events).toHaveLength(2)
  })
})

describe('another host of the site', () => {
  const goTo = (html: string, type: string): void => {
    document.body.innerHTML = html
    const element = document.body.firstElementChild
    element?.addEventListener(type, (event) => event.preventDefault())
    element?.dispatchEvent(new Event(type, { bubbles: true, cancelable: true, composed: true }))
  }

  it.each([
    [{ cookieDomain: 'acme.example' }, 'https://shop.acme.example/cart', 1],
    [{ linkDomains: 'shop.example' }, 'https://shop.example/cart', 1],
    [{ cookieDomain: 'acme.example' }, 'https://www.acme.example/pricing', 0],
    [{ cookieDomain: 'acme.example' }, 'https://elsewhere.example/', 0],
    [{}, 'https://shop.acme.example/cart', 0],
  ])('with %j gets the history sent by a step to %s', async (settings, href, requests) => {
    for (const [html, type] of [
      [`<a href="${href}">x</a>`, 'click'],
      [`<form action="${href}" method="post"></form>`, 'submit'],
    ] as const) {
      const before = edge.posts.length
      const analytics = await open(settings)
      await analytics.track('Bought')
      goTo(html, type)
      await wait(0)
      expect(edge.posts.length - before).toBe(requests)
      analytics.reset()
    }
  })
})
