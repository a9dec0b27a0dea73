import { describe, expect, it, vi } from 'vitest'
import type { Event } from '../../src/browser/index.ts'
import { edge, tracked } from './edge.ts'
import { openPage, wait } from './page.ts'

const fail = (): never => {
  throw new Error('of the page')
}

describe('a listener', () => {
  it('hears events of its type as they are recorded', async () => {
    const analytics = await openPage()
    const heard: Event[] = []
    analytics.on('track', (event) => heard.push(event))
    analytics.page()
    const outcome = analytics.track('Bought', { total: 3 })
    expect(heard).toMatchObject([{ type: 'track', event: 'Bought', properties: { total: 3 } }])
    await outcome
  })

  it('hears nothing of what was dropped before it was recorded', async () => {
    const analytics = await openPage()
    const heard: Event[] = []
    analytics.on('track', (event) => heard.push(event))
    analytics.use(() => null)
    await analytics.track('Bought')
    expect(heard).toEqual([])
  })

  it('hears no more after its undo, while others do', async () => {
    const analytics = await openPage()
    const heard: string[] = []
    const undo = analytics.on('delivered', () => heard.push('first'))
    analytics.on('delivered', () => heard.push('second'))
    undo()
    await analytics.track('Bought')
    expect(heard).toEqual(['second'])
  })

  it.each(['track', 'delivered'] as const)('of "%s" that throws hurts nobody', async (name) => {
    const analytics = await openPage()
    let hasHeard = false
    analytics.on(name as 'track', fail)
    analytics.on(name as 'track', () => {
      hasHeard = true
    })
    expect(await analytics.track('Bought')).toMatchObject({ status: 'delivered' })
    expect(hasHeard).toBe(true)
    expect(vi.mocked(console.error)).toHaveBeenCalledWith(new Error('of the page'))
  })

  it('may call the library', async () => {
    const analytics = await openPage()
    analytics.on('track', ({ type }) => type && analytics.page())
    await analytics.track('Bought')
    expect(edge.events.map(({ type }) => type).sort()).toEqual(['page', 'track'])
  })

  it('has no say any more once the event is recorded', async () => {
    const analytics = await openPage()
    const heard: Event[] = []
    analytics.on('track', (event) => heard.push(event))
    const outcome = analytics.track('Bought', { total: 3 })
    for (const event of heard) Object.assign(event, { event: 'Sold', properties: { total: 4 } })
    await outcome
    expect(edge.events).toMatchObject([{ event: 'Bought', properties: { total: 3 } }])
  })
})

describe('a listener of outcomes', () => {
  it('may record events, which are delivered as well', async () => {
    const analytics = await openPage()
    analytics.on('delivered', ({ event }) => event?.type === 'page' && analytics.track('Seen'))
    await analytics.page()
    await wait(1_000)
    expect(tracked()).toEqual(['Seen'])
  })
})

describe('a callback', () => {
  it('that throws hurts nobody', async () => {
    const analytics = await openPage()
    expect(await analytics.track('Bought', {}, {}, fail)).toMatchObject({ status: 'delivered' })
    expect(await analytics.track('Sold')).toMatchObject({ status: 'delivered' })
    expect(tracked()).toEqual(['Bought', 'Sold'])
  })
})

describe('ready', () => {
  it('runs its listener, and what that throws goes no further', async () => {
    const analytics = await openPage()
    const listener = vi.fn(fail)
    await analytics.ready(listener)
    expect(listener).toHaveBeenCalledOnce()
  })
})

describe('debug', () => {
  it('prints each event and its outcome, until it is turned off', async () => {
    const print = vi.spyOn(console, 'log').mockImplementation(() => {})
    const analytics = await openPage()
    analytics.debug()
    await analytics.track('Bought')
    const printed = JSON.stringify(print.mock.calls)
    expect(printed).toContain('Bought')
    expect(printed).toContain('delivered')
    analytics.debug(false)
    await analytics.track('Sold')
    expect(JSON.stringify(print.mock.calls)).toBe(printed)
  })
})

describe('a page', () => {
  it('has one library, however often it is created', async () => {
    const analytics = await openPage()
    const { createAnalytics } = await import('../../src/browser/index.ts')
    expect(createAnalytics({ writeKey: 'other', endpoint: 'https://other.example' })).toBe(
      analytics,
    )
  })
})
