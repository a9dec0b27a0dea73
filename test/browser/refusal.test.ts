import { describe, expect, it } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { accept, after, edge, refuse } from './edge.ts'
import { MINUTE, onDevice, openPage, pretend, tell, wait } from './page.ts'

const open = (visit = {}): Promise<Analytics> => openPage({ consent: 'required', ...visit })

describe('a refusal', () => {
  it('drops what waited and what comes, and says so', async () => {
    const analytics = await open()
    const dropped: unknown[] = []
    analytics.on('dropped', (outcome) =>
      dropped.push(outcome.status === 'dropped' && outcome.reason),
    )
    await analytics.track('before')
    analytics.consent(false)
    expect(await analytics.track('after')).toMatchObject({ status: 'dropped' })
    await wait(MINUTE)
    expect(dropped).toEqual(['no consent', 'no consent'])
    expect(edge.posts).toEqual([])
  })

  it('leaves one mark of fewer than 64 characters', async () => {
    const analytics = await open()
    analytics.identify('U1', { email: 'ann@acme.example' })
    analytics.consent(false)
    await wait(MINUTE)
    tell('pagehide')
    expect(document.cookie).toBe('')
    expect(Object.keys({ ...localStorage })).toHaveLength(1)
    expect(Object.values({ ...localStorage }).join('').length).toBeLessThan(64)
  })

  it('is remembered, also where consent is not required', async () => {
    const analytics = await open()
    analytics.consent(false)
    for (const consent of ['required', false] as const) {
      const next = await openPage({ consent })
      expect(await next.track('Bought')).toMatchObject({ status: 'dropped' })
    }
    expect(edge.posts).toEqual([])
  })

  it.each([undefined, null])('is what consent(%s) says', async (granted) => {
    const analytics = await openPage()
    expect(() => analytics.consent(granted as never)).not.toThrow()
    expect(await analytics.track('Bought')).toMatchObject({ status: 'dropped' })
  })

  it('may be taken back', async () => {
    const analytics = await open()
    analytics.consent(false)
    analytics.consent(true)
    expect(await analytics.track('Bought')).toMatchObject({ status: 'delivered' })
  })
})

describe('a withdrawal', () => {
  it('erases the person and what waits', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    const { anonymousId } = analytics.user()
    await analytics.identify('U1', { email: 'ann@acme.example' })
    await wait(3_000)
    expect(onDevice()).toContain('ann@acme.example')
    expect(document.cookie).toContain(anonymousId)
    analytics.consent(false)
    await wait(1)
    expect(onDevice()).not.toMatch(new RegExp(`U1|ann@|${anonymousId}`))
    expect(analytics.user()).toEqual({
      anonymousId: expect.not.stringMatching(anonymousId),
      traits: {},
    })
    edge.answer = accept()
    await wait(10 * MINUTE)
    expect(edge.events).toEqual([])
  })

  it('holds for what is under way, too: it is not tried again', async () => {
    edge.answer = after(1_000, refuse(503))
    const analytics = await openPage()
    analytics.track('Bought')
    await wait(500)
    analytics.consent(false)
    await wait(10 * MINUTE)
    expect(edge.posts).toHaveLength(1)
    expect(Object.keys({ ...localStorage })).toHaveLength(1)
  })

  it('in another tab is followed by a page that comes back from the cache', async () => {
    edge.answer = refuse(503)
    const first = await openPage()
    const { anonymousId } = first.user()
    const dropped: unknown[] = []
    first.on('dropped', ({ event }) => dropped.push(event?.anonymousId))
    await first.track('waiting')
    await wait(3_000)
    const second = await openPage({ beside: true })
    second.consent(false)
    expect(dropped).toEqual([])
    tell('pageshow', { persisted: true })
    expect(dropped).toEqual([anonymousId])
    expect(await first.track('late')).toMatchObject({ status: 'dropped', reason: 'no consent' })
    expect(first.user().anonymousId).not.toBe(anonymousId)
  })

  it('in another tab is followed after two seconds by a page that was loading then', async () => {
    const first = await openPage()
    const second = await openPage({ beside: true })
    await wait(500)
    second.consent(false)
    await wait(2_000)
    expect(await first.track('Bought')).toMatchObject({ status: 'dropped', reason: 'no consent' })
    tell('pagehide')
    expect(document.cookie).toBe('')
    expect(Object.keys({ ...localStorage })).toHaveLength(1)
  })
})

describe('Global Privacy Control', () => {
  const openWithControl = (settings = {}): Promise<Analytics> => {
    pretend(navigator, 'globalPrivacyControl', true)
    return openPage(settings)
  }

  it('is a refusal', async () => {
    const analytics = await openWithControl({ pages: true })
    analytics.identify('U1')
    expect(await analytics.track('Bought')).toMatchObject({
      status: 'dropped',
      reason: 'no consent',
    })
    tell('pagehide')
    await wait(MINUTE)
    expect(onDevice()).toBe('')
    expect(edge.posts).toEqual([])
  })

  it('gives way to the settings', async () => {
    const analytics = await openWithControl({ gpc: 'ignore' })
    expect(await analytics.track('Bought')).toMatchObject({ status: 'delivered' })
  })

  it('gives way to what the visitor decides here', async () => {
    const analytics = await openWithControl()
    analytics.consent(true)
    expect(await analytics.track('Bought')).toMatchObject({ status: 'delivered' })
    const next = await openWithControl()
    expect(await next.track('Sold')).toMatchObject({ status: 'delivered' })
  })

  it('that is off refuses nothing', async () => {
    pretend(navigator, 'globalPrivacyControl', false)
    const analytics = await openPage()
    expect(await analytics.track('Bought')).toMatchObject({ status: 'delivered' })
  })
})
