import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { edge, tracked } from './edge.ts'
import { arriveAt, HOME, onDevice, openPage, pretend, SETTINGS, wait } from './page.ts'

const page = window as unknown as Record<string, unknown>

async function openTag(): Promise<void> {
  const tag = document.createElement('script')
  tag.src = 'https://edge.example/sdk.js'
  pretend(tag, 'dataset', { writeKey: 'key', anonymous: 'send', pages: '' })
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(tag)
  vi.resetModules()
  await import('../../src/browser/all.ts')
}

afterEach(() => {
  delete page['analytics']
})

describe('a global of the page', () => {
  it.each<[string, () => unknown]>([
    ['another library', () => ({ logEvent: () => 'logged' })],
    ['one with a track of its own', () => ({ track: () => 'theirs', identify: () => 'theirs' })],
    ['a function', () => () => 'called'],
  ])('that is %s is left alone, and the library works beside it', async (_, make) => {
    const theirs = make()
    page['analytics'] = theirs
    await openTag()
    await wait(1_000)
    expect(page['analytics']).toBe(theirs)
    expect(Object.keys(theirs as object)).toEqual(Object.keys(make() as object))
    expect(edge.events).toMatchObject([{ type: 'page' }])
    expect(vi.mocked(console.error).mock.calls.join()).toContain('data-global')
  })

  it('that is an element stands in nobody’s way', async () => {
    document.body.innerHTML = '<form name="analytics"><input name="track"></form>'
    page['analytics'] = document.forms[0]
    await openTag()
    expect(page['analytics']).toHaveProperty('identify')
  })

  it('called fetch that is no fetch costs no event: it goes as a beacon', async () => {
    const beacons: string[] = []
    pretend(navigator, 'sendBeacon', (_: string, body: string) => beacons.push(body))
    for (const theirs of [() => {}, 7, () => 'theirs', async () => 'theirs']) {
      vi.stubGlobal('fetch', theirs)
      const analytics = await openPage()
      expect(await analytics.track('Bought')).toMatchObject({ status: 'queued' })
      expect(beacons.pop()).toContain('Bought')
    }
  })

  it('called URL is not used where the browser has another name for its own', async () => {
    arriveAt(HOME)
    vi.resetModules()
    const { createAnalytics } = await import('../../src/browser/index.ts')
    vi.stubGlobal('webkitURL', URL)
    vi.stubGlobal('URL', '/shop/')
    const analytics = createAnalytics(SETTINGS)
    await analytics.page()
    vi.unstubAllGlobals()
    expect(edge.events).toMatchObject([{ properties: { url: HOME } }])
  })

  it.each(['Request', 'AbortSignal', 'navigation', 'cookieStore'])(
    'called %s harms nothing',
    async (name) => {
      vi.stubGlobal(name, name === 'AbortSignal' ? {} : document.createElement('nav'))
      const analytics = await openPage({ pages: true })
      history.pushState({}, '', '/next')
      await analytics.track('Bought')
      await wait(2_000)
      expect(tracked()).toEqual(['Bought'])
      expect(edge.events.some(({ context }) => context?.page?.path === '/next')).toBe(true)
    },
  )
})

describe('a toJSON that an old library gave to all', () => {
  it.each<[string, object]>([
    ['lists', Array.prototype],
    ['objects', Object.prototype],
    ['dates', Date.prototype],
    ['texts', String.prototype],
  ])('%s changes nothing', async (_, owner) => {
    const own = Object.getOwnPropertyDescriptor(owner, 'toJSON')
    Object.defineProperty(owner, 'toJSON', { value: () => 'spoiled', configurable: true })
    try {
      edge.answer = () => new Response('{"success":true,"accepted":1}')
      const analytics = await openPage()
      const at = new Date('2026-01-01T00:00:00Z')
      expect(await analytics.track('Bought', { list: [1], at })).toMatchObject({
        status: 'delivered',
      })
      expect(edge.events[0]).toMatchObject({
        timestamp: '2026-06-01T12:00:00.000Z',
        properties: { list: [1], at: at.toISOString() },
      })
      expect(Object.hasOwn(owner, 'toJSON')).toBe(true)
    } finally {
      Reflect.deleteProperty(owner, 'toJSON')
      if (own) Object.defineProperty(owner, 'toJSON', own)
    }
  })
})

describe('one bad value', () => {
  const circle: Record<string, unknown> = { a: 1 }
  circle['self'] = circle
  const gone = (): object => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    return proxy
  }
  const trap = {
    get boom(): never {
      throw new Error('boom')
    },
  }

  it.each<[string, unknown]>([
    ['a BigInt', 10n ** 20n],
    ['an element', document.createElement('div')],
    ['an event', new MouseEvent('click')],
    ['a circle', circle],
    ['a getter that throws', trap],
    ['a toJSON that throws', { toJSON: () => JSON.parse('{') }],
    ['a date that is none', new Date('never')],
    ['a function', () => 1],
    ['half an emoji', 'name 😀'.slice(0, 6)],
    ['a proxy that is gone', gone()],
  ])('(%s) costs itself, in properties, traits and the context', async (_, value) => {
    const analytics = await openPage()
    const given = { value, list: [value], sound: 1 } as never
    expect(await analytics.track('Bought', given)).toMatchObject({ status: 'delivered' })
    expect(await analytics.identify(given)).toMatchObject({ status: 'delivered' })
    expect(await analytics.page({}, { context: given })).toMatchObject({ status: 'delivered' })
    expect(edge.events).toMatchObject([
      { properties: { sound: 1 } },
      { traits: { sound: 1 } },
      { context: { sound: 1 } },
    ])
  })

  it.each(['😀'.slice(0, 1), 'name 😀'.slice(0, 6), '%E0%A4%A', 'a\nb', 'a;b'])(
    'as an id (%j) costs no event of this page or the next',
    async (id) => {
      let analytics: Analytics = await openPage()
      expect(await analytics.identify(id)).toMatchObject({ status: 'delivered' })
      analytics.setAnonymousId(id)
      expect(await analytics.track('Bought')).toMatchObject({ status: 'delivered' })
      analytics = await openPage()
      expect(await analytics.identify({ plan: 'pro' })).toMatchObject({ status: 'delivered' })
      expect(onDevice()).toContain('fse')
    },
  )

  it.each(['https:/', '//', 'about:blank', 'android-app://com.google', 'x'])(
    'as a referrer (%s) does not keep the library from starting',
    async (referrer) => {
      const analytics = await openPage({ referrer })
      expect(await analytics.page()).toMatchObject({ status: 'delivered' })
    },
  )

  it('of the time zone costs the time zone', async () => {
    vi.stubGlobal('Intl', { DateTimeFormat: () => JSON.parse('{') })
    const analytics = await openPage()
    expect(await analytics.identify('u1')).toMatchObject({ status: 'delivered' })
    expect(edge.events[0]?.context).not.toHaveProperty('timezone')
  })
})

describe('wrappers of others', () => {
  it('on History.prototype are called, also when they come later', async () => {
    await openPage({ pages: true })
    let calls = 0
    const { pushState } = History.prototype
    History.prototype.pushState = function (...given) {
      calls++
      return pushState.apply(this, given)
    }
    history.pushState({}, '', '/a')
    await wait(2_000)
    expect(calls).toBe(1)
    expect(edge.events.map(({ context }) => context?.page?.path)).toEqual(['/', '/a'])
  })
})
