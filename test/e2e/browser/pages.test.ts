import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { PageEvent } from '../../../src/protocol/event.ts'
import { inEachBrowser } from '../../helpers/engines.ts'
import { openPage, untilReady } from '../../helpers/visitor.ts'
import { browser, site, visitSitesWith } from '../../helpers/visits.ts'
import { pause } from '../../helpers/website.ts'
import { firstOf } from '../../shop/effort.ts'

inEachBrowser((engine) => {
  visitSitesWith(engine.launch)
  beforeEach(() => {
    site.put('/', '<title>home</title>', { attributes: 'data-pages' })
    site.put('/other', '<title>other</title>', { attributes: 'data-pages' })
  })

  /** Path and title of each page view so far, after things have settled. */
  const views = async (): Promise<string[]> => {
    await pause(400)
    return site.deliveries
      .filter((event): event is PageEvent => event.type === 'page')
      .map(
        ({ properties }) =>
          `${properties?.['path']}${properties?.['search']} ${properties?.['title']}`,
      )
  }

  const run = async (page: Page, script: string): Promise<void> => {
    await page.evaluate(script)
    await pause(200)
  }

  const WITHOUT_NAVIGATION_API = `Object.defineProperty(window, 'navigation', { value: undefined })`

  describe.each(
    firstOf(1, [
      ['with the Navigation API', ''],
      ['with the history fallback', WITHOUT_NAVIGATION_API],
    ]),
  )('page views %s', (_, prelude) => {
    const open = async (path = '/'): Promise<Page> => {
      const page = await openPage(browser, site, '/blank')
      if (prelude) await page.addInitScript(prelude)
      await page.goto(site.url(path))
      await untilReady(page)
      await pause(200)
      return page
    }

    it('count the first page and each new address, with the title set right after', async () => {
      const page = await open()
      await run(page, `history.pushState({}, '', '/a'); document.title = 'A'`)
      await run(
        page,
        `history.pushState({}, '', '/b'); setTimeout(() => (document.title = 'B'), 30)`,
      )
      await run(page, 'history.back()')
      expect(await views()).toEqual(['/ home', '/a A', '/b B', '/a B'])
    })

    it('ignore the same address pushed again, replaced states and scrolling fragments', async () => {
      const page = await open()
      await run(page, `history.pushState({}, '', '/'); history.replaceState({ scroll: 1 }, '')`)
      await run(page, `history.replaceState({}, '', '/?filter=x')`)
      await run(page, `location.hash = 'section'`)
      expect(await views()).toEqual(['/ home'])
    })

    it('count fragments that route', async () => {
      const page = await open()
      await run(page, `location.hash = '#/pricing'`)
      await run(page, `location.hash = '#!/team'`)
      expect(await views()).toEqual(['/ home', '/#/pricing home', '/#!/team home'])
    })

    it('count a redirect of the router once, at its last address', async () => {
      const page = await open()
      await run(
        page,
        `history.pushState({}, '', '/login'); history.replaceState({}, '', '/dashboard')`,
      )
      expect(await views()).toEqual(['/ home', '/dashboard home'])
    })
  })

  describe('page views', () => {
    it('count a return from the back/forward cache', async () => {
      const keeping = await engine.launch({ hasBackForwardCache: true })
      onTestFinished(() => keeping.close())
      const page = await openPage(keeping, site)
      await pause(300)
      await page.evaluate('window.isAlive = true')
      await page.goto(site.url('/other'))
      await untilReady(page)
      await pause(300)
      await page.evaluate('void setTimeout(() => history.back())')
      await site.until((all) => all.length === 3)
      expect(await views()).toEqual(['/ home', '/other other', '/ home'])
      expect(await page.evaluate('isAlive')).toBe(true)
    })

    it('wait until a page rendered ahead or in the background is seen', async () => {
      site.put('/later', `<title>later</title>`, {
        attributes: 'data-pages',
        before: `<script>Object.defineProperty(document, 'hidden', { value: true, configurable: true })</script>`,
      })
      const page = await openPage(browser, site, '/later')
      expect(await views()).toEqual([])
      await page.evaluate(() => {
        Object.defineProperty(document, 'hidden', { value: false })
        document.dispatchEvent(new Event('visibilitychange'))
      })
      await site.until((all) => all.length > 0)
      expect(await views()).toEqual(['/later later'])
    })

    it('are not doubled by a second tag', async () => {
      site.put('/', `<title>home</title>${site.tag('data-pages')}`, {
        attributes: 'data-pages',
      })
      const warnings: string[] = []
      const page = await openPage(browser, site, '/blank')
      page.on('console', (message) => warnings.push(message.text()))
      await page.goto(site.url('/'))
      expect(await views()).toEqual(['/ home'])
      expect(warnings.join()).toContain('there already')
    })

    it('keep only the query parameters that are allowed', async () => {
      site.put('/', '<title>home</title>', { attributes: 'data-pages data-query="q"' })
      await openPage(browser, site, '/?q=gears&token=secret')
      expect(await views()).toEqual(['/?q=gears home'])
      expect(JSON.stringify(site.deliveries)).not.toContain('secret')
    })
  })
})
