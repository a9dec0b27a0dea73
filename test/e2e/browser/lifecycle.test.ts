import type { CDPSession, Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PageEvent } from '../../../src/protocol/event.ts'
import { installedChromium, openUndriven, type UndrivenBrowser } from '../../helpers/browser.ts'
import { storedEvents, untilReady } from '../../helpers/visitor.ts'
import { distinct, openWebsite, pause, tracked, type Website } from '../../helpers/website.ts'

// Only Chromium renders ahead and freezes, and only a whole one, as it is installed.
describe.skipIf(!installedChromium)('in Chromium', () => {
  let browser: UndrivenBrowser | undefined
  let site: Website

  beforeEach(async () => {
    site = await openWebsite()
  })
  afterEach(async () => {
    await browser?.close()
    browser = undefined
    await site.close()
  })

  describe('a page rendered ahead', () => {
    /** Follows the link as soon as the site has something at /go. */
    const FOLLOW_LINK = `<a href="/next?q=gears">next</a><script>
      setInterval(async () => (await fetch('/go')).ok && document.querySelector('a').click(), 100)
    </script>`
    const RENDER_AHEAD = `<script type="speculationrules">
      { "prerender": [{ "urls": ["/next?q=gears"], "eagerness": "immediate" }] }
    </script>`
    const TELL_WHEN_SEEN = `<script>
      document.onprerenderingchange = () => fetch('/seen', { method: 'POST' })
    </script>`

    const urls = (): unknown[] =>
      site.deliveries
        .filter((event): event is PageEvent => event.type === 'page')
        .map(({ properties }) => properties?.['url'])

    it('counts once and when it is seen', async () => {
      const attributes = 'data-pages data-query="q"'
      site.put('/', `<title>home</title>${FOLLOW_LINK}${RENDER_AHEAD}`, { attributes })
      site.put('/next', '<title>next</title>', { attributes, before: TELL_WHEN_SEEN })
      browser = await openUndriven(site.url('/'))
      await expect.poll(() => site.visits, { timeout: 10_000 }).toEqual(['/', '/next'])
      await site.until((all) => all.length > 0)
      await pause(700)
      expect(urls()).toEqual([site.url('/')])

      site.answers.set('/go', {})
      await site.until((all) => all.length > 1)
      await pause(400)
      expect(site.submissions.map(({ path }) => path)).toContain('/seen')
      expect(site.visits).toEqual(['/', '/next'])
      expect(urls()).toEqual([site.url('/'), site.url('/next?q=gears')])
    })
  })

  describe('a frozen tab', () => {
    const LOCKS_HELD = 'navigator.locks.query().then(({ held }) => held.length)'

    interface Frozen {
      page: Page
      tab: CDPSession
    }

    const setState = async (tab: CDPSession, state: 'frozen' | 'active'): Promise<void> => {
      await tab.send('Page.setWebLifecycleState', { state })
      await pause(200)
    }

    /** A tab that is frozen with an event that the collector has missed. */
    const openFrozen = async (): Promise<Frozen> => {
      site.put('/', '<title>home</title>')
      site.put('/bare', '<title>bare</title>', { bare: true })
      site.mood = 'down'
      browser = await openUndriven(site.url('/bare'))
      const [context] = (await browser.connect()).contexts()
      const [page] = context?.pages() ?? []
      if (!context || !page) throw new Error('the browser has opened no page')
      await page.goto(site.url('/'))
      await untilReady(page)
      await page.evaluate(`analytics.track('cold')`)
      await expect.poll(() => page.evaluate(LOCKS_HELD)).toBe(1)
      const tab = await context.newCDPSession(page)
      await setState(tab, 'frozen')
      site.mood = 'up'
      return { page, tab }
    }

    it('delivers what waited when it goes on', async () => {
      const { tab } = await openFrozen()
      await pause(2_000)
      expect(site.deliveries).toEqual([])
      await setState(tab, 'active')
      await site.until((all) => all.length > 0)
      await pause(1_000)
      expect(tracked(site.deliveries)).toEqual(['cold'])
    })

    it('leaves what waited to another tab, and counts it once', async () => {
      const { page, tab } = await openFrozen()
      const other = await page.context().newPage()
      await other.goto(site.url('/'))
      await site.until((all) => all.length > 0)
      await expect.poll(() => storedEvents(other)).toBe(0)
      await setState(tab, 'active')
      await page.evaluate('analytics.track("warm")')
      await site.until((all) => tracked(all).includes('warm'))
      await pause(1_000)
      expect(tracked(distinct(site.deliveries)).sort()).toEqual(['cold', 'warm'])
    })
  })
})
