import { describe, expect, it } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { accept, edge, refuse, tracked } from './edge.ts'
import { openPage, pretend, wait } from './page.ts'

const denied = (): never => {
  throw new DOMException('denied', 'SecurityError')
}

const full = (): never => {
  throw new DOMException('full', 'QuotaExceededError')
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
  [
    'full',
    () => {
      const set = full
      const get = (storage: Storage, key: string): unknown =>
        key === 'setItem' ? full : Reflect.get(storage, key)
      pretend(
        globalThis,
        'localStorage',
        new Proxy(localStorage, { set, get } as ProxyHandler<Storage>),
      )
    },
  ],
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
})
