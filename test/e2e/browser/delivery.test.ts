import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inEachBrowser } from '../../helpers/engines.ts'
import { browser, site, visitSitesWith } from '../../helpers/visits.ts'
import { pause, tracked } from '../../helpers/website.ts'

inEachBrowser((engine) => {
  visitSitesWith(engine.launch)
  beforeEach(() => {
    site.put('/', '<title>home</title>')
    site.put('/bare', '<title>bare</title>', { bare: true })
  })

  const open = async (path = '/', from: Browser = browser): Promise<Page> => {
    const context = await from.newContext()
    const page = await context.newPage()
    await visit(page, path)
    return page
  }

  const visit = async (page: Page, path: string): Promise<void> => {
    await page.goto(site.url(path))
    if (path !== '/bare') await page.waitForFunction('window.analytics?.track')
  }

  const track = (page: Page, name: string): Promise<void> =>
    page.evaluate((event) => {
      ;(window as never as { analytics: { track: (name: string) => void } }).analytics.track(event)
    }, name)

  const trackAndLeave = (page: Page, names: string[]): Promise<unknown> =>
    page.evaluate(
      ([events, target]) => {
        const { analytics } = window as never as { analytics: { track: (name: string) => void } }
        for (const name of events as string[]) analytics.track(name)
        location.href = target as string
      },
      [names, site.url('/bare')] as const,
    )

  const numbered = (count: number): string[] =>
    Array.from({ length: count }, (_, i) => `event ${i}`)

  describe.each([
    ['with the back/forward cache', true],
    ['without it', false],
  ])('leaving in the same tick, %s', (_, hasBackForwardCache) => {
    let own: Browser
    beforeAll(async () => {
      own = await engine.launch({ hasBackForwardCache })
    })
    afterAll(() => own.close())
    afterEach(async () => {
      for (const context of own.contexts()) await context.close()
    })

    it('delivers what was tracked just before, three times of three', async () => {
      site.latency = 300
      for (const name of numbered(3)) {
        const page = await open('/', own)
        await trackAndLeave(page, [name])
        await page.waitForURL('**/bare')
      }
      const arrived = await site.until((all) => new Set(tracked(all)).size === 3)
      expect(tracked(arrived).sort()).toEqual(numbered(3).sort())
    })

    it('delivers ten events at once', async () => {
      site.latency = 300
      const page = await open('/', own)
      await trackAndLeave(page, numbered(10))
      await page.waitForURL('**/bare')
      const arrived = await site.until((all) => tracked(all).length >= 10)
      expect(tracked(arrived).sort()).toEqual(numbered(10).sort())
    })
  })

  describe('delivery', () => {
    it('brings on the next page what the collector missed while it was down', async () => {
      site.mood = 'down'
      const page = await open()
      await track(page, 'missed')
      await page.goto(site.url('/bare'))
      site.mood = 'up'
      await visit(page, '/')
      await track(page, 'next')
      const arrived = await site.until((all) => tracked(all).includes('missed'), 5_000)
      expect(tracked(arrived).sort()).toEqual(['missed', 'next'])
    })

    it('tries again by itself after an outage of four seconds', async () => {
      site.mood = { status: 503 }
      const page = await open()
      await track(page, 'patient')
      await pause(4_000)
      site.mood = 'up'
      expect(tracked(await site.until((all) => all.length > 0, 6_000))).toEqual(['patient'])
    })

    it('keeps silent as long as Retry-After says, and then sends once', async () => {
      site.mood = { status: 429, headers: { 'retry-after': '3' } }
      const page = await open()
      await page.evaluate('analytics.track("limited")')
      site.mood = 'up'
      await track(page, 'meanwhile')
      await page.evaluate('analytics.flush()')
      await pause(2_000)
      expect(site.deliveries).toEqual([])
      await site.until((all) => all.length > 1, 4_000)
      expect(tracked(site.deliveries)).toEqual(['limited', 'meanwhile'])
      expect(site.requests).toHaveLength(2)
    })

    it('delivers once when the tab is hidden and shown again', async () => {
      const page = await open()
      for (const name of ['one', 'two', 'three']) await track(page, name)
      await pause(500)
      for (const state of ['hidden', 'visible']) {
        await page.evaluate((value) => {
          Object.defineProperty(document, 'visibilityState', { value, configurable: true })
          document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
        }, state)
        await pause(300)
      }
      expect(tracked(site.deliveries)).toEqual(['one', 'two', 'three'])
    })

    it('delivers from both of two tabs when one is closed while the collector is down', async () => {
      site.mood = 'down'
      const first = await open()
      const second = await first.context().newPage()
      await visit(second, '/')
      for (const name of ['1a', '1b']) await track(first, name)
      for (const name of ['2a', '2b']) await track(second, name)
      await first.close()
      site.mood = 'up'
      await track(second, '2c')
      await site.until((all) => new Set(tracked(all)).size === 5, 15_000)
      expect(tracked(site.deliveries).sort()).toEqual(['1a', '1b', '2a', '2b', '2c'])
    })

    it('needs no preflight', async () => {
      const page = await open()
      await track(page, 'simple')
      await site.until((all) => all.length > 0)
      expect(site.requests.map(({ method }) => method)).toEqual(['POST'])
      expect(site.requests[0]?.contentType).toMatch(/^text\/plain/)
    })

    it('sends more than fits one keepalive request', async () => {
      const page = await open()
      await page.evaluate(() => {
        const { analytics } = window as never as {
          analytics: { track: (...args: unknown[]) => void }
        }
        for (let index = 0; index < 20; index++)
          analytics.track(`big ${index}`, { text: 'x'.repeat(9_000) })
      })
      await site.until((all) => all.length === 20)
      expect(new Set(tracked(site.deliveries)).size).toBe(20)
    })
  })

  describe('outcomes', () => {
    const outcomeOf = (page: Page, script: string): Promise<{ status: string; reason?: string }> =>
      page.evaluate(script)

    it('says "delivered" when the edge has it', async () => {
      const page = await open()
      const outcome = await outcomeOf(page, 'analytics.track("a")')
      expect(outcome).toMatchObject({ status: 'delivered' })
      expect(outcome).not.toMatchObject({ reason: expect.anything() })
    })

    it('says "queued" at once when a blocker eats the request, and throws nothing', async () => {
      const page = await open()
      const errors: unknown[] = []
      page.on('pageerror', (error) => errors.push(error))
      await page.route('**/v1/batch', (route) => route.abort('blockedbyclient'))
      expect(await outcomeOf(page, 'analytics.track("a")')).toMatchObject({ status: 'queued' })
      await page.unroute('**/v1/batch')
      await site.until((all) => tracked(all).includes('a'), 5_000)
      expect(errors).toEqual([])
    })

    it('says "dropped" and why when the edge refuses for good', async () => {
      site.mood = { status: 401 }
      const page = await open()
      expect(await outcomeOf(page, 'analytics.track("a")')).toMatchObject({
        status: 'dropped',
        reason: '401 as scripted',
      })
    })

    it('keeps its storage below 1 MB and drops the oldest', async () => {
      site.mood = 'down'
      const page = await open()
      const kept = await page.evaluate(async () => {
        const { analytics } = window as never as {
          analytics: { track: (...args: unknown[]) => void }
        }
        for (let index = 0; index < 60; index++)
          analytics.track(`big ${index}`, { text: 'x'.repeat(20_000) })
        await new Promise((resolve) => setTimeout(resolve, 300))
        return Object.entries(localStorage).join('')
      })
      expect(kept.length * 2).toBeLessThan(1_000_000)
      expect(kept).toContain('big 59')
      expect(kept).not.toContain('big 0"')
    })
  })
})
