import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { inEachBrowser } from '../../helpers/engines.ts'
import { errorsIn, openPage, untilReady } from '../../helpers/visitor.ts'
import { browser, site, visitSitesWith } from '../../helpers/visits.ts'
import { tracked } from '../../helpers/website.ts'

inEachBrowser((engine) => {
  visitSitesWith(engine.launch)
  beforeEach(() => {
    site.put('/bare', '<title>bare</title>', { bare: true })
  })

  describe('a page that may store nothing', () => {
    /** As where a visitor has blocked what sites store. */
    const DENY_STORAGE = `for (const kind of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, kind, {
        get() { throw new DOMException('denied', 'SecurityError') },
      })`

    it('is served all the same, and nothing is thrown into it', async () => {
      const page = await openPage(browser, site, '/bare')
      const errors = errorsIn(page)
      site.put('/', '<title>home</title>', { attributes: 'data-pages data-forms' })
      await page.addInitScript(DENY_STORAGE)
      await page.goto(site.url('/'))
      await untilReady(page)
      await page.evaluate('analytics.identify("ann", { email: "ann@acme.example" })')
      expect(await page.evaluate('analytics.user().userId')).toBe('ann')
      expect(await page.evaluate('analytics.track("kept in memory")')).toMatchObject({
        status: 'delivered',
      })
      await site.until((all) => all.length === 3)
      expect(errors).toEqual([])
    })

    it('brings the collector what it missed', async () => {
      site.mood = 'down'
      const page = await openPage(browser, site, '/bare')
      const errors = errorsIn(page)
      site.put('/', '<title>home</title>')
      await page.addInitScript(DENY_STORAGE)
      await page.goto(site.url('/'))
      await untilReady(page)
      expect(await page.evaluate('analytics.track("missed")')).toMatchObject({ status: 'queued' })
      site.mood = 'up'
      expect(tracked(await site.until((all) => all.length > 0))).toEqual(['missed'])
      expect(errors).toEqual([])
    })
  })

  describe('a full storage', () => {
    /** A page of a site that has left no room for anybody. */
    const openFull = async (): Promise<{ page: Page; errors: string[] }> => {
      const page = await openPage(browser, site, '/bare')
      await page.evaluate(() => {
        for (let size = 2 ** 22; size >= 1; size /= 2) {
          try {
            for (let index = 0; ; index++) localStorage[`${size} ${index}`] = 'x'.repeat(size)
          } catch {
            // No more of this size.
          }
        }
      })
      const errors = errorsIn(page)
      site.put('/', '<title>home</title>')
      await page.goto(site.url('/'))
      await untilReady(page)
      return { page, errors }
    }

    it('keeps in memory what the collector missed', async () => {
      site.mood = 'down'
      const { page, errors } = await openFull()
      expect(await page.evaluate('analytics.track("missed")')).toMatchObject({ status: 'queued' })
      expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('missed')
      site.mood = 'up'
      expect(tracked(await site.until((all) => all.length > 0))).toEqual(['missed'])
      expect(errors).toEqual([])
    })

    it('lets through what is tracked just before the page is left', async () => {
      site.latency = 300
      const { page, errors } = await openFull()
      await page.evaluate(`analytics.track('last words'); location.href = '/bare'`)
      await page.waitForURL('**/bare')
      expect(tracked(await site.until((all) => all.length > 0))).toEqual(['last words'])
      expect(errors).toEqual([])
    })
  })
})
