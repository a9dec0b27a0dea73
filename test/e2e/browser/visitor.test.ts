import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inEachBrowser } from '../../helpers/engines.ts'
import { openPage, untilReady } from '../../helpers/visitor.ts'
import { browser, site, visitSitesWith } from '../../helpers/visits.ts'
import { pause, tracked } from '../../helpers/website.ts'

inEachBrowser((engine) => {
  visitSitesWith(engine.launch)

  const open = (attributes = '', path = '/'): Promise<Page> => {
    site.put('/', '<title>home</title>', { attributes })
    return openPage(browser, site, path)
  }

  const storageOf = async (page: Page): Promise<string> =>
    `${await page.evaluate('document.cookie')}${await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')}`

  const WITH_GPC = `Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })`

  describe('consent', () => {
    it('keeps everything in memory until it is given, and then sends it as it happened', async () => {
      const page = await open(
        'data-consent="required" data-pages',
        '/?utm_source=google&utm_campaign=spring',
      )
      const outcome = await page.evaluate('analytics.track("early")')
      expect(outcome).toMatchObject({ status: 'queued' })
      await pause(500)
      expect(await storageOf(page)).toBe('{}')
      expect(site.requests).toEqual([])

      const before = new Date().toISOString()
      await page.evaluate('analytics.consent(true)')
      await site.until((all) => all.length === 2)
      for (const event of site.deliveries) {
        expect(event.timestamp < before).toBe(true)
        expect(event.context?.consent).toEqual({ analytics: true, marketing: true })
        expect(event.context?.attribution?.first).toMatchObject({
          source: 'google',
          name: 'spring',
        })
      }
      expect(await storageOf(page)).toContain('fse')
    })

    it('leaves one short mark after a refusal, and nothing travels', async () => {
      const page = await open('data-consent="required" data-pages')
      await page.evaluate('analytics.consent(false)')
      expect(await page.evaluate('analytics.track("no")')).toMatchObject({ status: 'dropped' })
      await page.reload()
      await untilReady(page)
      await pause(400)
      const kept = await page.evaluate<Record<string, string>>('({ ...localStorage })')
      expect(Object.keys(kept)).toHaveLength(1)
      expect(Object.values(kept).join('').length).toBeLessThanOrEqual(64)
      expect(await page.evaluate('document.cookie')).toBe('')
      expect(site.requests).toEqual([])
    })

    it('erases the person and what waits when it is withdrawn', async () => {
      site.mood = 'down'
      const page = await open()
      await page.evaluate('analytics.identify("u1", { email: "ann@acme.example" })')
      expect(await storageOf(page)).toContain('ann@acme.example')
      await page.evaluate('analytics.consent(false)')
      expect(await storageOf(page)).not.toMatch(/ann|u1/)
      expect(await page.evaluate('document.cookie')).toBe('')
      site.mood = 'up'
      await pause(1_500)
      expect(site.deliveries).toEqual([])
    })

    it('is decided by purpose', async () => {
      const page = await open('data-consent="required"')
      await page.evaluate('analytics.identify({ email: "ann@acme.example" })')
      await page.evaluate('analytics.track("watched")')
      await page.evaluate('analytics.consent({ analytics: true })')
      await site.until((all) => all.length === 1)
      expect(tracked(site.deliveries)).toEqual(['watched'])
      expect(site.deliveries[0]?.context?.consent).toEqual({ analytics: true, marketing: false })
    })

    it('counts as refused where Global Privacy Control says so, until it is given', async () => {
      const page = await openPage(browser, site, '/blank')
      await page.addInitScript(WITH_GPC)
      site.put('/', '<title>home</title>', { attributes: 'data-pages' })
      await page.goto(site.url('/'))
      await untilReady(page)
      expect(await page.evaluate('analytics.track("no")')).toMatchObject({ status: 'dropped' })
      expect(await storageOf(page)).toBe('{}')
      await page.evaluate('analytics.consent(true)')
      expect(await page.evaluate('analytics.track("yes")')).toMatchObject({ status: 'delivered' })
    })

    it('follows what another tab decides', async () => {
      const page = await open()
      const other = await page.context().newPage()
      await other.goto(site.url('/'))
      await untilReady(other)
      // Tabs listen to each other once their page has settled.
      await pause(2_000)
      await other.evaluate('analytics.consent(false)')
      await page.waitForFunction('document.cookie === ""')
      expect(await page.evaluate('analytics.track("no")')).toMatchObject({ status: 'dropped' })
    })
  })

  describe('the person', () => {
    const idOf = (page: Page): Promise<string> => page.evaluate('analytics.user().anonymousId')

    it('stays the same from page to page, by cookie or by storage alone', async () => {
      const page = await open()
      const id = await idOf(page)
      for (const forget of [
        'localStorage.clear()',
        `document.cookie = 'fse=;max-age=0;domain=site.localhost;path=/'`,
        '0',
      ]) {
        await page.evaluate(forget)
        await page.reload()
        await untilReady(page)
        expect(await idOf(page)).toBe(id)
        expect(await storageOf(page)).toContain(id)
        expect(await page.evaluate('document.cookie')).toContain(id)
      }
    })

    it('is shared with subdomains', async () => {
      const page = await open()
      const id = await idOf(page)
      await page.goto(site.url('/').replace('site.localhost', 'shop.site.localhost'))
      await untilReady(page)
      expect(await idOf(page)).toBe(id)
    })

    it('is taken along to other domains of the owner by links, if wanted', async () => {
      const page = await open('data-link-domains="partner.localhost, site.localhost"')
      const id = await idOf(page)
      const there = site.url('/').replace('site.localhost', 'partner.localhost')
      await page.evaluate((href) => {
        document.body.innerHTML = `<a href="${href}">there</a>`
      }, there)
      await page.click('a')
      await page.waitForURL('**/partner.localhost**').catch(() => undefined)
      await untilReady(page)
      expect(page.url()).toContain('partner.localhost')
      expect(await idOf(page)).toBe(id)
      await page.evaluate('analytics.track("arrived")')
      await site.until((all) => all.length > 0)
      expect(JSON.stringify(site.deliveries)).not.toContain('fse_id')
    })

    it('leaves no trace without cookies', async () => {
      const page = await open('data-cookieless data-pages')
      await site.until((all) => all.length > 0)
      expect(await storageOf(page)).toBe('{}')
      const id = await idOf(page)
      await page.reload()
      await untilReady(page)
      expect(await idOf(page)).not.toBe(id)
    })

    it('is a new one after reset, and when another one introduces themselves', async () => {
      const page = await open()
      const id = await idOf(page)
      await page.evaluate('analytics.identify("ann", { email: "ann@acme.example" })')
      expect(await idOf(page)).toBe(id)
      await page.evaluate('analytics.identify("bob")')
      const user = await page.evaluate<Record<string, unknown>>('analytics.user()')
      expect(user).toMatchObject({ userId: 'bob', traits: {} })
      expect(user['anonymousId']).not.toBe(id)
      await page.evaluate('analytics.reset()')
      expect(await page.evaluate('analytics.user().userId')).toBeUndefined()
    })
  })

  describe('attribution', () => {
    it('keeps the first touch and follows the last that was not direct', async () => {
      const page = await open('', '/?utm_source=google&utm_medium=cpc&gclid=abc')
      await page.goto(site.url('/'))
      await untilReady(page)
      await page.goto(site.url('/?utm_source=news&utm_campaign=june'))
      await untilReady(page)
      await page.goto(site.url('/'))
      await untilReady(page)
      await page.evaluate('analytics.track("bought")')
      await site.until((all) => all.length > 0)
      expect(site.deliveries[0]?.context?.attribution).toMatchObject({
        first: { source: 'google', medium: 'cpc', click: { gclid: 'abc' } },
        last: { source: 'news', name: 'june' },
      })
    })
  })

  describe('the stub', () => {
    it('holds calls with the time and place they were made, and their promises settle', async () => {
      const { readFile } = await import('node:fs/promises')
      const stub = await readFile('dist/stub.js', 'utf8')
      site.put('/', '<title>home</title>', {
        before: `<title>early</title><script>${stub}</script><script>
        window.early = analytics.track('early', { a: 1 })
        analytics.ready(() => (window.isReady = true))
        history.pushState({}, '', '/moved')
      </script>`,
      })
      const page = await openPage(browser, site)
      expect(await page.evaluate('early')).toMatchObject({ status: 'delivered' })
      expect(await page.evaluate('isReady')).toBe(true)
      expect(site.deliveries[0]?.context?.page).toMatchObject({ path: '/', title: 'early' })
    })
  })

  describe('a strict Content-Security-Policy', () => {
    it('needs only the origins of the script and of the edge, and no Trusted Types policy', async () => {
      site.put('/', '<title>home</title>', {
        attributes: 'data-pages data-forms',
        // Images, because Firefox asks for the icon of the site in the name of the page.
        policy: `default-src 'none'; script-src 'self'; connect-src COLLECTOR; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`,
      })
      const page = await openPage(browser, site, '/blank')
      await page.addInitScript(() => {
        addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
          Object.assign(window, { violation: `${violatedDirective} ${sample}` }),
        )
      })
      await page.goto(site.url('/'))
      await untilReady(page)
      await page.evaluate('analytics.track("strict")')
      await site.until((all) => all.length > 1)
      expect(await page.evaluate('window.violation')).toBeUndefined()
    })
  })
})
