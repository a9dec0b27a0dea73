import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { accept, edge, refuse, tracked } from './edge.ts'
import { arriveAt, leavePage, SETTINGS, START, wait } from './page.ts'

type Page = Record<string, Analytics | undefined>
const page = globalThis as unknown as Page

/** Puts the stub into a page, as its inline script does. */
const openWithStub = async (url = 'https://www.acme.example/'): Promise<Analytics> => {
  leavePage()
  arriveAt(url)
  vi.resetModules()
  await import('../../src/browser/stub.ts')
  return page['analytics'] as Analytics
}

/** The library has loaded. */
const load = async (settings = {}): Promise<Analytics> => {
  await import('../../src/browser/bundleFiles.ts')
  const { takeOver } = await import('../../src/browser/takeOver.ts')
  takeOver('analytics', { ...SETTINGS, ...settings })
  return page['analytics'] as Analytics
}

let analytics: Analytics
beforeEach(async () => {
  analytics = await openWithStub()
})
afterEach(() => {
  delete page['analytics']
})

describe('calls made before the library was there', () => {
  it('are made good in their order', async () => {
    analytics.track('a')
    analytics.page('b')
    analytics.identify('u1', { email: 'ann@acme.example' })
    analytics.track('c')
    await load()
    await wait(0)
    expect(edge.events).toMatchObject([
      { type: 'track', event: 'a' },
      { type: 'page', name: 'b' },
      { type: 'identify', userId: 'u1', traits: { email: 'ann@acme.example' } },
      { type: 'track', event: 'c', userId: 'u1' },
    ])
    expect(edge.events[0]).not.toHaveProperty('userId')
  })

  it('come before those made afterwards', async () => {
    analytics.track('early')
    const library = await load()
    library.track('late')
    await wait(0)
    expect(tracked()).toEqual(['early', 'late'])
  })

  it('have the time, address, title and referrer of their moment', async () => {
    arriveAt('https://www.acme.example/first?x=1', 'https://search.example/', 'First')
    analytics.track('a')
    await wait(1_000)
    arriveAt('https://www.acme.example/second', 'https://www.acme.example/first', 'Second')
    analytics.page()
    await wait(1_000)
    arriveAt('https://www.acme.example/third', '', 'Third')
    const library = await load()
    await library.track('c')
    expect(edge.events).toMatchObject([
      {
        timestamp: START,
        context: {
          page: {
            url: 'https://www.acme.example/first',
            title: 'First',
            referrer: 'https://search.example/',
          },
        },
      },
      {
        timestamp: '2026-06-01T12:00:01.000Z',
        properties: { path: '/second', title: 'Second' },
      },
      { timestamp: '2026-06-01T12:00:02.000Z', context: { page: { path: '/third' } } },
    ])
  })

  it.each([
    ['delivered', accept()],
    ['queued', refuse(503)],
    ['dropped', refuse(400)],
  ])('settle as %s, and call back', async (status, answer) => {
    edge.answer = answer
    const heard: string[] = []
    const outcome = analytics.track('a', {}, {}, (said) => heard.push(said.status))
    await load()
    expect(await outcome).toMatchObject({ status })
    expect(heard).toEqual([status])
  })

  it('may be of any kind', async () => {
    const ready = vi.fn()
    const heard: string[] = []
    analytics.consent(false)
    analytics.consent(true)
    analytics.use((event) => (event.type === 'page' ? null : event))
    analytics.on('track', ({ type }) => heard.push(type))
    analytics.setAnonymousId('mine')
    analytics.group('g1')
    analytics.page()
    analytics.track('a')
    analytics.screen('Home')
    analytics.alias('u2')
    analytics.ready(ready)
    const user = await Promise.all([analytics.user(), load()])
    await wait(0)
    expect(user[0]).toMatchObject({ anonymousId: 'mine', groupId: 'g1' })
    expect(edge.events.map(({ type }) => type)).toEqual(['group', 'track', 'screen', 'alias'])
    expect(edge.events).toMatchObject([1, 2, 3, 4].map(() => ({ anonymousId: 'mine' })))
    expect(heard).toEqual(['track'])
    expect(ready).toHaveBeenCalledOnce()
  })

  it('may be of an object taken before, which is the library by then', async () => {
    await load()
    expect(await analytics.track('a')).toMatchObject({ status: 'delivered' })
    expect(page['analytics']).toBe(analytics)
  })

  it('wait for consent as others do', async () => {
    analytics.track('a')
    const library = await load({ consent: 'required' })
    await wait(1_000)
    expect(edge.posts).toEqual([])
    library.consent(true)
    await wait(0)
    expect(edge.events).toMatchObject([{ event: 'a', timestamp: START }])
  })
})

describe('the global object', () => {
  it('belongs to the first library of a page; a second one says so and stays away', async () => {
    const library = await load()
    vi.resetModules()
    expect(await load()).toBe(library)
    expect(vi.mocked(console.error).mock.calls.join()).toContain('there already')
    await library.track('a')
    expect(edge.posts).toHaveLength(1)
  })

  it('takes the place of an element with its name', async () => {
    delete page['analytics']
    page['analytics'] = document.createElement('div') as unknown as Analytics
    await openWithStub()
    const outcome = page['analytics']?.track('a')
    await load()
    expect(await outcome).toMatchObject({ status: 'delivered' })
  })
})
