import { describe, expect, it, vi } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { accept, edge, refuse, silent, tracked, unreachable } from './edge.ts'
import { openPage, wait } from './page.ts'

describe('a call is delivered', () => {
  it('when the edge has it', async () => {
    const analytics = await openPage()
    const outcome = await analytics.track('Bought')
    expect(outcome).toMatchObject({ status: 'delivered', event: { event: 'Bought' } })
    expect(outcome).not.toHaveProperty('reason', expect.anything())
  })

  it('also when the edge says nothing of single events', async () => {
    edge.answer = () => new Response('{"success":true,"accepted":1}')
    const analytics = await openPage()
    expect(await analytics.track('Bought')).toMatchObject({ status: 'delivered' })
  })
})

describe('a call is queued', () => {
  it.each([
    ['is overloaded', refuse(503), /503/],
    ['limits the rate', refuse(429), /429/],
    ['cannot be reached', unreachable, /Failed to fetch/],
  ])('when the edge %s', async (_, answer, reason) => {
    edge.answer = answer
    const analytics = await openPage()
    expect(await analytics.track('Bought')).toMatchObject({
      status: 'queued',
      reason: expect.stringMatching(reason),
      event: { event: 'Bought' },
    })
  })

  it('when the answer is not that of the edge, by its status', async () => {
    edge.answer = () => new Response('<h1>Bad gateway</h1>', { status: 502 })
    const analytics = await openPage()
    expect(await analytics.track('Bought')).toMatchObject({
      status: 'queued',
      reason: expect.stringMatching(/^502/),
    })
  })

  it('at once when the request before has failed', async () => {
    edge.answer = unreachable
    const analytics = await openPage()
    await analytics.track('first')
    expect(await analytics.track('second')).toMatchObject({
      status: 'queued',
      reason: expect.stringContaining('Failed to fetch'),
    })
    expect(edge.posts).toHaveLength(1)
  })

  it('within 20 seconds when nobody answers', async () => {
    edge.answer = silent
    const analytics = await openPage()
    const outcome = analytics.track('Bought')
    await wait(20_000)
    expect(await outcome).toMatchObject({ status: 'queued', reason: expect.anything() })
  })

  it('as long as consent is missing', async () => {
    const analytics = await openPage({ consent: 'required' })
    expect(await analytics.track('Bought')).toMatchObject({
      status: 'queued',
      reason: expect.stringContaining('consent'),
    })
  })
})

describe('a call is dropped', () => {
  it.each([400, 401, 403, 404, 413])('when the edge answers with %i', async (status) => {
    edge.answer = refuse(status)
    const analytics = await openPage()
    expect(await analytics.track('Bought')).toMatchObject({
      status: 'dropped',
      reason: `${status} as scripted`,
    })
    await wait(600_000)
    expect(edge.posts).toHaveLength(1)
  })

  it('when the edge rejects this one of a batch, and the others are not', async () => {
    edge.answer = accept({ index: 1, reason: 'properties: too deep' })
    const analytics = await openPage()
    const outcomes = await Promise.all(['a', 'b', 'c'].map((name) => analytics.track(name)))
    expect(outcomes).toMatchObject([
      { status: 'delivered', event: { event: 'a' } },
      { status: 'dropped', reason: 'properties: too deep', event: { event: 'b' } },
      { status: 'delivered', event: { event: 'c' } },
    ])
    expect(tracked()).toEqual(['a', 'c'])
  })

  it('when a middleware wants it', async () => {
    const analytics = await openPage()
    analytics.use(() => null)
    expect(await analytics.track('Bought')).toMatchObject({ status: 'dropped' })
  })

  it('when the visitor has refused', async () => {
    const analytics = await openPage()
    analytics.consent(false)
    expect(await analytics.track('Bought')).toMatchObject({
      status: 'dropped',
      reason: 'no consent',
    })
  })
})

describe('settings', () => {
  it.each(['writeKey', 'endpoint'])('without %s are reported in the console', async (name) => {
    await openPage({ [name]: '' })
    expect(vi.mocked(console.error).mock.calls.join()).toContain(name)
  })
})

describe('an outcome', () => {
  const hear = (analytics: Analytics): string[] => {
    const heard: string[] = []
    for (const name of ['delivered', 'queued', 'dropped'] as const)
      analytics.on(name, ({ status, event }) => heard.push(`${name} ${status} ${event?.type}`))
    return heard
  }

  it('is heard by everyone who listens, the late one of a queued event as well', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    const heard = hear(analytics)
    await analytics.track('Bought')
    edge.answer = accept()
    await wait(2_000)
    edge.answer = refuse(400)
    await analytics.page()
    expect(heard).toEqual([
      'queued queued track',
      'delivered delivered track',
      'dropped dropped page',
    ])
  })

  it('is told as queued but once, however often the event is tried', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    const heard = hear(analytics)
    await analytics.track('Bought')
    await wait(60_000)
    expect(edge.posts.length).toBeGreaterThan(3)
    expect(heard).toEqual(['queued queued track'])
  })

  it('of an event that the edge refuses after a while is heard as dropped', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    const heard = hear(analytics)
    await analytics.track('Bought')
    edge.answer = refuse(401)
    await wait(2_000)
    expect(heard).toEqual(['queued queued track', 'dropped dropped track'])
  })
})
