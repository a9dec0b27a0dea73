import { describe, expect, it } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { edge } from './edge.ts'
import { MINUTE, onDevice, openPage, wait } from './page.ts'

const open = (visit = {}): Promise<Analytics> => openPage({ consent: 'required', ...visit })

describe('consent by purpose', () => {
  const everything = (analytics: Analytics): void => {
    analytics.track('track')
    analytics.page()
    analytics.screen('Home')
    analytics.identify('U1')
    analytics.group('G1')
    analytics.alias('u2')
  }

  it.each([
    [{ analytics: true }, ['track', 'page', 'screen']],
    [{ marketing: true }, ['identify', 'group', 'alias']],
    [
      { analytics: true, marketing: true },
      ['track', 'page', 'screen', 'identify', 'group', 'alias'],
    ],
    [{ analytics: false, marketing: false }, []],
  ])('%j lets go %j only', async (granted, types) => {
    const analytics = await open()
    everything(analytics)
    analytics.consent(granted)
    await wait(0)
    expect(edge.events.map(({ type }) => type)).toEqual(types)
    edge.events = []
    everything(analytics)
    await wait(MINUTE)
    expect(edge.events.map(({ type }) => type)).toEqual(types)
  })

  it('without marketing keeps nothing of what identify was told, here or on other events', async () => {
    const analytics = await open()
    analytics.consent({ analytics: true })
    await analytics.identify('U1', { email: 'ann@acme.example' })
    await analytics.track('Bought')
    await wait(3_000)
    expect(edge.events).toMatchObject([{ event: 'Bought' }])
    expect(edge.events[0]).not.toHaveProperty('userId')
    expect(onDevice()).not.toMatch(/U1|ann@/)
  })

  it('that takes marketing back leaves nothing of the person, here or on other events', async () => {
    const analytics = await open()
    analytics.consent(true)
    await analytics.identify('U1', { email: 'ann@acme.example' })
    await analytics.group('G1')
    await wait(3_000)
    const { anonymousId } = analytics.user()
    analytics.consent({ analytics: true })
    expect(onDevice()).not.toMatch(/U1|G1|ann@/)
    expect(analytics.user().anonymousId).toBe(anonymousId)
    expect(analytics.user().traits).toEqual({})
    await analytics.track('Bought')
    expect(JSON.stringify(edge.events.at(-1))).not.toMatch(/U1|G1|ann@/)
    const next = await open()
    expect(next.user().anonymousId).toBe(anonymousId)
    expect(next.user().userId || undefined).toBeUndefined()
    expect(next.user().traits).toEqual({})
  })
})
