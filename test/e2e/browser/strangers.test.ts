import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inEachBrowser } from '../../helpers/engines.ts'
import { openPage, untilReady } from '../../helpers/visitor.ts'
import { browser, site, visitSitesWith } from '../../helpers/visits.ts'
import { distinct, pause, tracked } from '../../helpers/website.ts'

inEachBrowser((engine) => {
  visitSitesWith(engine.launch)

  const KEEP = 'data-anonymous="keep" data-pages'

  const open = async (path = '/', attributes = KEEP): Promise<Page> => {
    for (const name of ['/', '/pricing', '/thanks'])
      site.put(name, `<title>title of ${name}</title>`, { attributes })
    return openPage(browser, site, path)
  }

  const go = async (page: Page, path: string): Promise<void> => {
    await page.goto(site.url(path))
    await untilReady(page)
    await pause(200)
  }

  const tabOf = async (context: BrowserContext, path = '/'): Promise<Page> => {
    const page = await context.newPage()
    await go(page, path)
    return page
  }

  describe('a stranger', () => {
    it('costs no request, and takes everything along when they introduce themselves', async () => {
      const page = await open('/?utm_source=news')
      await pause(200)
      await go(page, '/pricing')
      expect(await page.evaluate('analytics.track("Toured")')).toMatchObject({ status: 'queued' })
      await pause(2_500)
      expect(site.requests).toEqual([])

      await page.evaluate('analytics.identify({ email: "ann@acme.example" })')
      await site.until((all) => all.length === 4)
      expect(site.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
      const [first, second, third, introduction] = site.deliveries
      expect(first).toMatchObject({
        type: 'page',
        properties: { title: 'title of /', search: '?utm_source=news' },
        context: { attribution: { last: { source: 'news' } } },
      })
      expect(second).toMatchObject({ properties: { path: '/pricing' } })
      expect(third).toMatchObject({ event: 'Toured' })
      expect(introduction).toMatchObject({ type: 'identify', anonymousId: first?.anonymousId })
    })

    it('who introduces themselves on the way out is known, with all that went before', async () => {
      const page = await open()
      await pause(200)
      await page.evaluate((href) => {
        void (window as never as { analytics: { identify(id: string): void } }).analytics.identify(
          'u1',
        )
        location.href = href
      }, site.url('/thanks'))
      await site.until((all) => all.some(({ type }) => type === 'identify'))
      await site.until((all) => distinct(all).filter(({ type }) => type === 'page').length === 2)
    })

    it('in two tabs has one history', async () => {
      const page = await open()
      const tabs = [page, await tabOf(page.context()), await tabOf(page.context(), '/pricing')]
      await Promise.all(tabs.map((tab, index) => tab.evaluate(`analytics.track("tab ${index}")`)))
      await tabs[1]?.evaluate('analytics.identify("u1")')
      await site.until((all) => distinct(all).length >= 7)
      expect(tracked(distinct(site.deliveries)).sort()).toEqual(['tab 0', 'tab 1', 'tab 2'])
    })

    it('is forgotten in all tabs when consent is withdrawn in one', async () => {
      const page = await open('/pricing')
      const other = await tabOf(page.context())
      await pause(2_500)
      await other.evaluate('analytics.track("secretly")')
      await page.evaluate('analytics.consent(false)')
      await pause(300)
      expect(await other.evaluate('analytics.track("late")')).toMatchObject({ status: 'dropped' })
      expect(await other.evaluate('JSON.stringify({ ...localStorage })')).not.toMatch(
        /pric|secretly/,
      )
      expect(site.requests).toEqual([])
    })

    it('carries how they came to another host of the site, in a short cookie', async () => {
      const page = await open('/?utm_source=news&gclid=abc')
      await pause(2_500)
      const [cookie] = await page.context().cookies()
      expect(`${cookie?.name}=${cookie?.value}`.length).toBeLessThanOrEqual(304)
      const { anonymousId } = await page.evaluate<{ anonymousId: string }>('analytics.user()')
      await page.goto(site.url('/').replace('site.localhost', 'shop.site.localhost'))
      await untilReady(page)
      expect(await page.evaluate('analytics.user()')).toMatchObject({
        anonymousId,
        first: { source: 'news', click: { gclid: 'abc' } },
      })
    })

    it('is sent in batches where the site wants it', async () => {
      const page = await open('/', KEEP.replace('keep', 'batch'))
      for (const path of ['/a', '/b']) {
        await pause(300)
        await page.evaluate(`history.pushState({}, '', '${path}'); document.title = '${path}'`)
      }
      await site.until((all) => all.length === 3)
      expect(site.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
      await page.evaluate('analytics.track("last")')
      await page.goto('about:blank')
      await site.until((all) => all.length === 4)
      expect(new Set(site.deliveries.map(({ anonymousId }) => anonymousId)).size).toBe(1)
    })
  })
})
