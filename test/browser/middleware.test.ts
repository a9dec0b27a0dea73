import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/browser/index.ts'
import { edge, tracked } from './edge.ts'
import { onDevice, openPage, wait } from './page.ts'

describe('a middleware', () => {
  it('leaves an event alone when it answers with nothing', async () => {
    const analytics = await openPage()
    const seen: Event[] = []
    analytics.use((event) => {
      seen.push(event)
    })
    await analytics.track('Bought', { total: 3 })
    expect(seen).toMatchObject([{ type: 'track', event: 'Bought', properties: { total: 3 } }])
    expect(edge.events).toMatchObject([{ event: 'Bought', properties: { total: 3 } }])
  })

  it('changes an event in place', async () => {
    const analytics = await openPage()
    analytics.use((event) => {
      if (event.type === 'track') delete event.properties?.['token']
    })
    await analytics.track('Bought', { token: 'secret', total: 3 })
    expect(edge.events).toMatchObject([{ properties: { total: 3 } }])
    expect(JSON.stringify(edge.posts)).not.toContain('secret')
  })

  it('puts another event in the place of one', async () => {
    const analytics = await openPage()
    analytics.use((event) => (event.type === 'track' ? { ...event, event: 'Sold' } : event))
    const outcome = await analytics.track('Bought')
    expect(tracked()).toEqual(['Sold'])
    expect(outcome).toMatchObject({ status: 'delivered', event: { event: 'Sold' } })
  })

  it('drops an event by null', async () => {
    const analytics = await openPage()
    analytics.use((event) => (event.type === 'page' ? null : event))
    expect(await analytics.page()).toMatchObject({
      status: 'dropped',
      reason: expect.stringContaining('middleware'),
    })
    await analytics.track('Bought')
    expect(edge.events.map(({ type }) => type)).toEqual(['track'])
  })

  it('that drops a person leaves nothing of them', async () => {
    const analytics = await openPage()
    analytics.use(() => null)
    await analytics.identify('U1', { email: 'ann@acme.example' })
    expect(analytics.user()).toMatchObject({ traits: {} })
    expect(onDevice()).not.toMatch(/U1|ann@/)
  })

  it('drops the event when it throws, and says what it threw', async () => {
    const analytics = await openPage()
    analytics.use(() => {
      throw new Error('cannot redact this')
    })
    expect(await analytics.track('Bought')).toMatchObject({
      status: 'dropped',
      reason: expect.stringContaining('cannot redact this'),
    })
    await wait(1_000)
    expect(edge.posts).toEqual([])
  })

  it('runs after those added before it, and sees what they made of the event', async () => {
    const analytics = await openPage()
    for (const letter of ['a', 'b', 'c'])
      analytics.use((event) =>
        event.type === 'track' ? { ...event, event: event.event + letter } : event,
      )
    await analytics.track('-')
    expect(tracked()).toEqual(['-abc'])
  })

  it('never sees what another one dropped', async () => {
    const analytics = await openPage()
    const seen: Event[] = []
    analytics.use(() => null)
    analytics.use((event) => {
      seen.push(event)
    })
    await analytics.track('Bought')
    expect(seen).toEqual([])
  })

  it('is gone after its undo, and the others stay', async () => {
    const analytics = await openPage()
    const addLetter = (letter: string): (() => void) =>
      analytics.use((event) => {
        if (event.type === 'track') event.event += letter
      })
    const undo = addLetter('a')
    addLetter('b')
    undo()
    await analytics.track('-')
    expect(tracked()).toEqual(['-b'])
  })

  it('sees a copy: what it changes does not reach the objects of the page', async () => {
    const analytics = await openPage()
    analytics.use((event) => {
      if (event.type === 'track') event.properties = Object.assign(event.properties ?? {}, { a: 2 })
    })
    const properties = { a: 1 }
    await analytics.track('Bought', properties)
    expect(properties).toEqual({ a: 1 })
    expect(edge.events).toMatchObject([{ properties: { a: 2 } }])
  })

  it.each([true, 7, 'text', Promise.resolve({ type: 'track' }), {}])(
    'leaves an event alone when it answers with %s, which is no event',
    async (answer) => {
      const analytics = await openPage()
      analytics.use(() => answer as never)
      expect(await analytics.track('Bought', { total: 3 })).toMatchObject({ status: 'delivered' })
      expect(edge.events).toMatchObject([{ event: 'Bought', properties: { total: 3 } }])
    },
  )

  it('has no say any more once the event is recorded', async () => {
    const analytics = await openPage()
    const seen: Event[] = []
    analytics.use((event) => {
      seen.push(event)
    })
    const outcome = analytics.track('Bought', { total: 3 })
    for (const event of seen) Object.assign(event, { event: 'Sold', properties: { total: 4 } })
    await outcome
    expect(edge.events).toMatchObject([{ event: 'Bought', properties: { total: 3 } }])
  })
})
