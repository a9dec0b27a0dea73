import { describe, expect, it, vi } from 'vitest'
import { accept, edge, refuse, tracked, unreachable } from './edge.ts'
import { crashPage, DAY, MINUTE, openPage, START, tell, wait } from './page.ts'

/** Somebody sets the clock of the device; what is measured otherwise goes on. */
const setClock = (ms: number): void => {
  const real = Date.now
  vi.spyOn(Date, 'now').mockImplementation(() => real() + ms)
}

describe('a clock that is put', () => {
  it.each([
    ['back an hour', -60 * MINUTE],
    ['back a year', -365 * DAY],
    ['forward an hour', 60 * MINUTE],
  ])('%s does not keep an event from being tried again', async (_, ms) => {
    edge.answer = refuse(503, { 'retry-after': '5' })
    const analytics = await openPage()
    await analytics.track('Bought')
    setClock(ms)
    edge.answer = accept()
    await wait(8_000)
    expect(tracked()).toEqual(['Bought'])
  })

  it('right after an event of thirty days ago does not make it too old', async () => {
    edge.answer = unreachable
    const analytics = await openPage()
    await analytics.track('Bought')
    setClock(30 * DAY)
    edge.answer = accept()
    await wait(MINUTE)
    expect(tracked()).toEqual(['Bought'])
  })
})

describe('the age of what was kept of a stranger', () => {
  it('counts from when it is handed over to be sent', async () => {
    await (await openPage({ anonymous: 'keep' })).track('early')
    await wait(20 * DAY)
    edge.answer = unreachable
    await (await openPage({ anonymous: 'keep' })).identify('u1')
    crashPage()
    edge.answer = accept()
    await wait(5 * DAY)
    await openPage()
    await wait(MINUTE)
    expect(edge.events).toMatchObject([{ event: 'early', timestamp: START }, { type: 'identify' }])
  })
})

describe('a page without anything to do', () => {
  it('has no timer, so that what waits for the page to rest can begin', async () => {
    const analytics = await openPage({ pages: true })
    await analytics.track('Bought')
    // The stand-in for the browser's own limit of a request is a timer.
    await wait(21_000)
    expect(vi.getTimerCount()).toBe(0)
    tell('visibilitychange')
    await wait(0)
    expect(vi.getTimerCount()).toBe(0)
  })
})
