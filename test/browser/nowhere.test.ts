// @vitest-environment node
import { expect, it, vi } from 'vitest'
import { createAnalytics } from '../../src/browser/index.ts'

const analytics = createAnalytics({ writeKey: 'key', endpoint: 'https://edge.example' })

it('has no page here', () => {
  expect(typeof window).toBe('undefined')
  expect(typeof document).toBe('undefined')
})

it('settles calls on a server as dropped, and sends nothing', async () => {
  const send = vi.spyOn(globalThis, 'fetch')
  const outcomes = await Promise.all([
    analytics.identify('u1'),
    analytics.group('g1'),
    analytics.track('Bought'),
    analytics.page(),
    analytics.screen('Home'),
    analytics.alias('u2'),
  ])
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ status: 'dropped', reason: expect.stringMatching(/./) })
  expect(await analytics.flush()).toMatchObject({ status: 'delivered' })
  expect(send).not.toHaveBeenCalled()
})

it('answers all other calls on a server as in a browser', async () => {
  expect(analytics.user()).toMatchObject({ traits: {} })
  const undos = [
    analytics.on('delivered', () => {}),
    analytics.use(() => null),
    analytics.captureForm('form'),
    analytics.trackLink('a', 'Clicked'),
  ]
  for (const undo of undos) expect(undo()).toBeUndefined()
  for (const act of [
    () => analytics.reset(),
    () => analytics.setAnonymousId('mine'),
    () => analytics.consent(true),
    () => analytics.debug(),
  ])
    expect(act()).toBeUndefined()
  expect(await analytics.ready()).toBeUndefined()
})
