import { describe, expect, it } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { accept, edge, refuse, tracked } from './edge.ts'
import { arriveAt, crashPage, MINUTE, onDevice, openPage, START, tell, wait } from './page.ts'

const open = (visit = {}): Promise<Analytics> => openPage({ consent: 'required', ...visit })

/** The other tabs hear of it as browsers tell them: key by key. */
const tellTabs = (): void => {
  for (const key of Object.keys({ ...localStorage })) tell('storage', { key })
}

describe('before consent', () => {
  it('nothing is on the device and nothing is sent, whatever happens', async () => {
    const analytics = await open({ pages: true, forms: true })
    analytics.identify('u1', { email: 'ann@acme.example' })
    analytics.group('g1')
    analytics.page()
    await analytics.track('Bought')
    await analytics.flush()
    analytics.reset()
    analytics.setAnonymousId('mine')
    for (const type of ['visibilitychange', 'online', 'pagehide']) tell(type)
    await wait(10 * MINUTE)
    expect(onDevice()).toBe('')
    expect(edge.posts).toEqual([])
  })

  it('an earlier page that waited in vain leaves nothing behind', async () => {
    const analytics = await open()
    await analytics.track('Bought')
    const { anonymousId } = analytics.user()
    const next = await open()
    expect(next.user().anonymousId).not.toBe(anonymousId)
    next.consent(true)
    await wait(20_000)
    expect(edge.posts).toEqual([])
  })
})

describe('consent', () => {
  it('lets go what waited, in its order and as it happened', async () => {
    const analytics = await open()
    analytics.track('first')
    await wait(MINUTE)
    arriveAt('https://www.acme.example/later', '', 'later')
    analytics.track('second')
    await wait(MINUTE)
    analytics.consent(true)
    await wait(0)
    expect(edge.events).toMatchObject([
      { event: 'first', timestamp: START, context: { page: { path: '/', title: 'home' } } },
      {
        event: 'second',
        timestamp: '2026-06-01T12:01:00.000Z',
        context: { page: { path: '/later', title: 'later' } },
      },
    ])
    expect(edge.posts[0]?.body.sentAt).toBe('2026-06-01T12:02:00.000Z')
  })

  it('keeps how the visitor came, wherever they are by then', async () => {
    const landing = 'https://www.acme.example/offer?utm_source=news&gclid=1'
    const analytics = await open({ url: landing, referrer: 'https://search.example/' })
    await wait(MINUTE)
    history.pushState({}, '', '/pricing')
    analytics.consent(true)
    await analytics.track('Bought')
    const touch = {
      source: 'news',
      click: { gclid: '1' },
      landing,
      referrer: 'https://search.example/',
      at: START,
    }
    expect(edge.events).toMatchObject([{ context: { attribution: { first: touch, last: touch } } }])
    expect(analytics.user()).toMatchObject({ first: touch, last: touch })
  })

  it('keeps the person that the page named meanwhile', async () => {
    const analytics = await open()
    const { anonymousId } = analytics.user()
    analytics.identify('u1', { email: 'ann@acme.example' })
    analytics.consent(true)
    await wait(0)
    expect(edge.events).toMatchObject([{ anonymousId, userId: 'u1' }])
    const next = await open()
    expect(next.user()).toMatchObject({
      anonymousId,
      userId: 'u1',
      traits: { email: 'ann@acme.example' },
    })
  })

  it('keeps what waited on the device from then on, until the edge has it', async () => {
    edge.answer = refuse(503)
    const analytics = await open()
    analytics.track('Bought')
    analytics.consent(true)
    crashPage()
    edge.answer = accept()
    await wait(1_000)
    await open()
    await wait(20_000)
    expect(tracked()).toEqual(['Bought'])
  })

  it('tells those who listen that what was queued is delivered', async () => {
    const analytics = await open()
    const heard: string[] = []
    analytics.on('delivered', ({ status }) => heard.push(status))
    expect(await analytics.track('Bought')).toMatchObject({ status: 'queued' })
    analytics.consent(true)
    await wait(0)
    expect(heard).toEqual(['delivered'])
  })

  it('is remembered', async () => {
    const analytics = await open()
    analytics.consent(true)
    await wait(MINUTE)
    const next = await open()
    expect(await next.track('Bought')).toMatchObject({ status: 'delivered' })
  })

  it.each([
    [true, { analytics: true, marketing: true }],
    [
      { analytics: true, marketing: false },
      { analytics: true, marketing: false },
    ],
    [{ analytics: true }, { analytics: true, marketing: false }],
  ])('by %j is stamped on events of before and after', async (granted, stamp) => {
    const analytics = await open()
    analytics.track('before')
    analytics.consent(granted)
    analytics.track('after')
    await wait(0)
    expect(edge.events).toMatchObject([
      { event: 'before', context: { consent: stamp } },
      { event: 'after', context: { consent: stamp } },
    ])
  })

  it('in another tab within the first seconds of a page is followed, too', async () => {
    const first = await open()
    first.track('waiting')
    const second = await open({ beside: true })
    second.consent(true)
    await wait(2_000)
    expect(tracked()).toEqual(['waiting'])
    expect(edge.events[0]?.context?.consent).toEqual({ analytics: true, marketing: true })
  })

  it('is followed by the other tabs', async () => {
    const first = await open()
    first.track('waiting')
    const second = await open({ beside: true })
    await wait(2_000)
    second.consent(true)
    tellTabs()
    await wait(0)
    expect(tracked()).toEqual(['waiting'])
    second.consent(false)
    tellTabs()
    expect(await first.track('late')).toMatchObject({ status: 'dropped' })
  })
})

describe('what an earlier page left', () => {
  const leaveOne = async (): Promise<void> => {
    edge.answer = refuse(503)
    await (await openPage()).track('Bought')
    crashPage()
    edge.answer = accept()
    await wait(1_000)
  }

  it('is not sent before consent', async () => {
    await leaveOne()
    await open()
    await wait(20_000)
    expect(edge.posts).toHaveLength(1)
  })

  it('is sent after consent', async () => {
    await leaveOne()
    const analytics = await open()
    analytics.consent(true)
    await wait(20_000)
    expect(tracked()).toEqual(['Bought'])
  })
})
