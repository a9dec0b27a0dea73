import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../helpers/browser.ts'
import { storedEvents, untilReady } from '../../helpers/visitor.ts'
import { browser, site, visitSitesWith } from '../../helpers/visits.ts'
import { distinct, pause, tracked } from '../../helpers/website.ts'

/** Firefox before 133: a request ends with its page, and on a real network it takes a while. */
const WITHOUT_KEEPALIVE = `
  delete Request.prototype.keepalive
  const { fetch } = window
  window.fetch = (url, init) => new Promise((answer) =>
    setTimeout(() => answer(fetch(url, { ...init, keepalive: false })), window.networkDelay ?? 100))`
const WITHOUT_BEACON = `delete Navigator.prototype.sendBeacon`
const WITHOUT_LOCKS = `Object.defineProperty(navigator, 'locks', { value: undefined })`

visitSitesWith(launchBrowser)
beforeEach(() => {
  site.put('/', '<title>home</title>')
  site.put('/bare', '<title>bare</title>', { bare: true })
})

const visit = async (page: Page): Promise<Page> => {
  await page.goto(site.url('/'))
  await untilReady(page)
  return page
}

/** The library in a browser that lacks something. */
const open = async (...lacks: string[]): Promise<Page> => {
  const context = await browser.newContext()
  for (const script of lacks) await context.addInitScript(script)
  return visit(await context.newPage())
}

const trackAndLeave = async (page: Page, name: string): Promise<void> => {
  await page.evaluate(`analytics.track('${name}'); location.href = '/bare'`)
  await page.waitForURL('**/bare')
}

describe('without keepalive', () => {
  it('brings what was tracked just before the page is left by beacon, and once', async () => {
    const page = await open(WITHOUT_KEEPALIVE)
    await trackAndLeave(page, 'last words')
    await site.until((all) => all.length > 0, 2_000)
    expect(site.requests[0]?.contentType).toMatch(/^text\/plain/)
    await visit(page)
    await page.evaluate('analytics.track("next")')
    await site.until((all) => tracked(all).includes('next'))
    expect(tracked(distinct(site.deliveries))).toEqual(['last words', 'next'])
  })

  it('counts once what both the request and the beacon brought', async () => {
    site.delay = 3_000
    const page = await open('window.networkDelay = 0', WITHOUT_KEEPALIVE)
    await page.evaluate('void analytics.track("twice")')
    await site.until((all) => all.length === 1)
    await page.goto(site.url('/bare'))
    await site.until((all) => all.length > 1)
    expect(tracked(distinct(site.deliveries))).toEqual(['twice'])
  })

  it('brings it on the next page where there is no beacon either', async () => {
    const page = await open(WITHOUT_KEEPALIVE, WITHOUT_BEACON)
    await page.evaluate('window.networkDelay = 60_000')
    await trackAndLeave(page, 'kept')
    await pause(300)
    expect(site.deliveries).toEqual([])
    await visit(page)
    await site.until((all) => all.length > 0)
    expect(tracked(distinct(site.deliveries))).toEqual(['kept'])
  })
})

describe('without Web Locks', () => {
  /** Two tabs with events that the collector missed; the clock of the second can be put forward. */
  const openTabs = async (): Promise<{ first: Page; second: Page }> => {
    site.mood = 'down'
    const first = await open(WITHOUT_LOCKS)
    const second = await first.context().newPage()
    await second.clock.install()
    await visit(second)
    for (const name of ['1a', '1b']) await first.evaluate(`analytics.track('${name}')`)
    await second.evaluate('analytics.track("2a")')
    return { first, second }
  }

  it('takes over what a closed tab left, and counts nothing twice', async () => {
    const { first, second } = await openTabs()
    await first.close()
    site.mood = 'up'
    await second.clock.fastForward(20_000)
    await site.until((all) => distinct(all).length === 3)
    expect(tracked(distinct(site.deliveries)).sort()).toEqual(['1a', '1b', '2a'])
    await expect.poll(() => storedEvents(second)).toBe(0)
  })

  it('loses nothing and counts nothing twice while both tabs live on', async () => {
    const { second } = await openTabs()
    await second.clock.fastForward(20_000)
    site.mood = 'up'
    await second.clock.fastForward(20_000)
    await site.until((all) => distinct(all).length === 3)
    await pause(2_000)
    expect(tracked(distinct(site.deliveries)).sort()).toEqual(['1a', '1b', '2a'])
    await expect.poll(() => storedEvents(second)).toBe(0)
  })
})
