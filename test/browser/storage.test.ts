import { describe, expect, it } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { accept, edge, refuse, tracked } from './edge.ts'
import { crashPage, openPage, pretend, tell, wait } from './page.ts'

const denied = (): never => {
  throw new DOMException('denied', 'SecurityError')
}

const full = (): never => {
  throw new DOMException('full', 'QuotaExceededError')
}

/** From now on nothing can be written; what is there can be read and removed. */
function fillUp(): void {
  const set = full
  const get = (storage: Storage, key: string): unknown =>
    key === 'setItem' ? full : Reflect.get(storage, key)
  pretend(
    globalThis,
    'localStorage',
    new Proxy(localStorage, { set, get } as ProxyHandler<Storage>),
  )
}

const STATES: [string, () => void][] = [
  ['missing', () => pretend(globalThis, 'localStorage', undefined)],
  ['null', () => pretend(globalThis, 'localStorage', null)],
  [
    'denied',
    () => {
      Object.defineProperty(globalThis, 'localStorage', { get: denied, configurable: true })
    },
  ],
  ['full', fillUp],
  [
    'full of rubbish',
    () => {
      for (const key of ['fse', 'fse.consent', 'fse.q.key.x.y']) localStorage.setItem(key, '{"rubb')
    },
  ],
]

describe.each(STATES)('storage that is %s', (_, put) => {
  const open = (settings = {}): Promise<Analytics> => {
    put()
    return openPage(settings)
  }

  it('does not keep an event from being delivered', async () => {
    const analytics = await open()
    expect(await analytics.track('Bought')).toMatchObject({ status: 'delivered' })
  })

  it('does not keep an event from being tried again', async () => {
    edge.answer = refuse(503)
    const analytics = await open()
    expect(await analytics.track('Bought')).toMatchObject({ status: 'queued' })
    edge.answer = accept()
    await wait(2_000)
    expect(tracked()).toEqual(['Bought'])
  })

  it('keeps an event while the page is in the back/forward cache', async () => {
    edge.answer = refuse(503)
    const analytics = await open()
    await analytics.track('Bought')
    tell('pagehide', { persisted: true })
    edge.answer = accept()
    tell('pageshow', { persisted: true })
    await wait(2_000)
    expect(tracked()).toEqual(['Bought'])
  })

  it('lets the page know its person', async () => {
    const analytics = await open()
    await analytics.identify('u1', { email: 'ann@acme.example' })
    await analytics.track('Bought')
    expect(analytics.user()).toMatchObject({ userId: 'u1', traits: { email: 'ann@acme.example' } })
    expect(edge.events[1]).toMatchObject({ userId: 'u1' })
    analytics.reset()
    expect(analytics.user().userId).toBeUndefined()
  })

  it('lets the visitor decide', async () => {
    const analytics = await open({ consent: 'required' })
    analytics.track('Bought')
    analytics.consent(true)
    await wait(0)
    expect(tracked()).toEqual(['Bought'])
    analytics.consent(false)
    expect(await analytics.track('Sold')).toMatchObject({ status: 'dropped' })
  })
})

describe('a memory that holds something else', () => {
  it.each(['7', 'true', '"x"', 'null', '{"anonymousId":5,"traits":7}'])(
    '(%s) is none',
    async (text) => {
      localStorage.setItem('fse', text)
      const analytics = await openPage()
      await analytics.identify({ plan: 'pro' })
      expect(edge.events).toMatchObject([{ traits: { plan: 'pro' } }])
      expect(analytics.user()).toMatchObject({
        anonymousId: expect.anything(),
        traits: { plan: 'pro' },
      })
    },
  )
})

describe('cookies that are denied, as in a sandboxed frame,', () => {
  it('do not keep an event from being delivered', async () => {
    Object.defineProperty(document, 'cookie', { get: denied, set: denied, configurable: true })
    const analytics = await openPage()
    expect(await analytics.track('Bought')).toMatchObject({ status: 'delivered' })
    expect(await analytics.identify('u1')).toMatchObject({ status: 'delivered' })
    expect(() => analytics.consent(false)).not.toThrow()
  })
})

describe('storage', () => {
  it('has an event before the network does, and until the edge has it', async () => {
    const kept: boolean[] = []
    const isKept = (): boolean => JSON.stringify({ ...localStorage }).includes('Bought')
    edge.answer = (events, init) => {
      kept.push(isKept())
      return accept()(events, init)
    }
    const analytics = await openPage()
    await analytics.track('Bought')
    expect(kept).toEqual([true])
    expect(isKept()).toBe(false)
  })

  it('forgets what the edge refused', async () => {
    edge.answer = refuse(400)
    const analytics = await openPage()
    await analytics.track('Bought')
    expect(JSON.stringify({ ...localStorage })).not.toContain('Bought')
  })

  it('is not touched where it belongs to others', async () => {
    localStorage.setItem('theme', 'dark')
    const analytics = await openPage()
    await analytics.track('Bought')
    analytics.reset()
    analytics.consent(false)
    expect(localStorage.getItem('theme')).toBe('dark')
  })

  it('keeps what it has when there is no room for more, for the next page', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    await analytics.track('before')
    fillUp()
    await analytics.track('after')
    crashPage()
    edge.answer = accept()
    await wait(1_000)
    await openPage()
    await wait(20_000)
    expect(tracked()).toEqual(['before'])
  })
})
