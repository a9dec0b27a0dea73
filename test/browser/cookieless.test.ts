import { describe, expect, it } from 'vitest'
import { accept, edge, refuse, tracked } from './edge.ts'
import { onDevice, openPage, tell, wait } from './page.ts'

describe('without cookies', () => {
  it('nothing is on the device, whatever happens', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage({ cookieless: true, pages: true })
    analytics.identify('u1', { email: 'ann@acme.example' })
    await analytics.track('Bought')
    analytics.setAnonymousId('mine')
    analytics.reset()
    await wait(5_000)
    tell('pagehide')
    expect(onDevice()).toBe('')
  })

  it('a decision of the visitor leaves no mark either', async () => {
    const analytics = await openPage({ cookieless: true, consent: 'required' })
    for (const granted of [true, false]) {
      analytics.consent(granted)
      await wait(1)
      expect(onDevice()).toBe('')
    }
  })

  it('events are sent and tried again, and every page is a new person', async () => {
    edge.answer = refuse(503)
    const analytics = await openPage({ cookieless: true })
    await analytics.track('Bought')
    edge.answer = accept()
    await wait(2_000)
    const next = await openPage({ cookieless: true })
    await next.track('Sold')
    expect(tracked()).toEqual(['Bought', 'Sold'])
    expect(edge.events[0]?.anonymousId).not.toBe(edge.events[1]?.anonymousId)
  })
})
