import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Batch } from '../../src/protocol/batch.ts'
import { accept, edge, refuse, tracked, unreachable } from './edge.ts'
import { onDevice, openPage, pretend, tell, wait } from './page.ts'

describe('an event that waits', () => {
  it.each([
    ['the network comes back', 'online', {}],
    ['the tab is hidden or shown', 'visibilitychange', {}],
    ['the page goes', 'pagehide', { persisted: false }],
    ['the page is frozen', 'freeze', {}],
    ['the page comes back from the cache', 'pageshow', { persisted: true }],
  ])('is sent at once when %s', async (_, type, details) => {
    edge.answer = unreachable
    const analytics = await openPage()
    await analytics.track('Bought')
    await wait(450)
    edge.answer = accept()
    tell(type, details)
    await wait(1)
    expect(tracked()).toEqual(['Bought'])
  })

  it('is not sent again by a page that goes right after a failure', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage()
    await analytics.track('Bought')
    for (const type of ['visibilitychange', 'pagehide']) tell(type)
    await wait(1)
    expect(edge.posts).toHaveLength(1)
  })

  it('is sent once, whatever else the page goes through meanwhile', async () => {
    const analytics = await openPage()
    analytics.track('Bought')
    for (const type of ['visibilitychange', 'pagehide', 'freeze', 'online']) tell(type)
    await wait(1_000)
    expect(edge.posts).toHaveLength(1)
  })

  it('waits on while the page is rendered ahead, and is sent when it is seen', async () => {
    pretend(document, 'prerendering', true)
    const analytics = await openPage()
    expect(await analytics.track('Bought')).toMatchObject({ status: 'queued' })
    await wait(60_000)
    expect(edge.posts).toEqual([])
    expect(onDevice()).not.toContain('Bought')
    pretend(document, 'prerendering', false)
    tell('visibilitychange')
    await wait(1)
    expect(tracked()).toEqual(['Bought'])
  })
})

describe('a browser whose requests do not outlive the page', () => {
  const beacon = vi.fn((_url: string, _body: string) => true)
  beforeEach(() => {
    Reflect.deleteProperty(Request.prototype, 'keepalive')
    pretend(navigator, 'sendBeacon', beacon.mockClear())
  })

  it('gets a beacon with all that waits when the page goes', async () => {
    edge.answer = unreachable
    const analytics = await openPage()
    await analytics.track('a')
    await analytics.track('b')
    await wait(450)
    tell('pagehide')
    const [url, body] = beacon.mock.lastCall ?? []
    expect(url).toBe('https://edge.example/v1/batch')
    const { batch, writeKey }: Batch = JSON.parse(`${body}`)
    expect({ batch, writeKey }).toMatchObject({
      batch: [{ event: 'a' }, { event: 'b' }],
      writeKey: 'key',
    })
  })

  it('gets no beacon that is larger than browsers take', async () => {
    edge.answer = unreachable
    const analytics = await openPage()
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      analytics.track(name, { text: 'x'.repeat(25_000) })
    await wait(450)
    tell('pagehide')
    expect(beacon).toHaveBeenCalledOnce()
    expect(beacon.mock.lastCall?.[1].length).toBeLessThan(64 * 1024)
  })

  it('gets no beacon before consent', async () => {
    const analytics = await openPage({ consent: 'required' })
    await analytics.identify({ email: 'ann@acme.example' })
    for (const type of ['visibilitychange', 'pagehide']) tell(type)
    expect(beacon).not.toHaveBeenCalled()
  })

  it('gets no beacon while the edge wants silence', async () => {
    edge.answer = refuse(429, { 'retry-after': '120' })
    const analytics = await openPage()
    await analytics.track('Bought')
    await wait(119_000)
    tell('pagehide')
    expect(beacon).not.toHaveBeenCalled()
  })

  it('keeps what it has beaconed, since nobody tells whether it arrived', async () => {
    edge.answer = unreachable
    const analytics = await openPage()
    await analytics.track('Bought')
    edge.answer = accept()
    await wait(1)
    await openPage()
    await wait(20_000)
    expect(tracked()).toEqual(['Bought'])
  })
})
