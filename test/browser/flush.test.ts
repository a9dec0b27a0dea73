import { describe, expect, it } from 'vitest'
import { accept, edge, tracked, unreachable } from './edge.ts'
import { openPage, wait } from './page.ts'

describe('flush', () => {
  it('is delivered when nothing waits', async () => {
    const analytics = await openPage()
    expect(await analytics.flush()).toMatchObject({ status: 'delivered' })
  })

  it('is delivered, and for no reason, when the edge has all of it', async () => {
    const analytics = await openPage()
    analytics.track('Bought')
    expect(await analytics.flush()).toEqual({ status: 'delivered', reason: undefined })
  })

  it('is delivered when the edge takes what waited', async () => {
    edge.answer = unreachable
    const analytics = await openPage()
    await analytics.track('Bought')
    edge.answer = accept()
    await wait(450)
    expect(await analytics.flush()).toMatchObject({ status: 'delivered' })
    expect(tracked()).toEqual(['Bought'])
  })

  it('is queued, with a reason, while the edge does not answer', async () => {
    edge.answer = unreachable
    const analytics = await openPage()
    analytics.track('Bought')
    expect(await analytics.flush()).toMatchObject({
      status: 'queued',
      reason: expect.stringContaining('Failed to fetch'),
    })
  })
})
