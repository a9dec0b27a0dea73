import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { VERSION } from '../../../src/browser/version.ts'
import { inEachBrowser } from '../../helpers/engines.ts'
import { errorsIn, openPage, storedEvents, untilReady } from '../../helpers/visitor.ts'
import { browser, site, visitSitesWith } from '../../helpers/visits.ts'
import { distinct, pause, tracked } from '../../helpers/website.ts'
import { isFull } from '../../shop/effort.ts'

const KEEP = 'data-anonymous="keep" data-pages'
const FORM = `<form method="post" action="/bare"><input name="name"><input type="email" name="email"><button>Join</button></form>`

inEachBrowser((engine) => {
  visitSitesWith(engine.launch)

  beforeEach(() => {
    site.put('/', '<title>home</title>', { attributes: KEEP })
    site.put('/next', '<title>next</title>', { attributes: KEEP })
    site.put('/bare', '<title>bare</title>', { bare: true })
  })

  const isDeliver = (url: string): boolean => /\/deliver\.js(\?|$)/.test(url)

  /** Everything that a visit of the pages asks for. */
  const askedOn = async (page: Page, ...paths: string[]): Promise<string[]> => {
    const urls: string[] = []
    page.on('request', (request) => urls.push(request.url()))
    for (const path of paths) {
      await page.goto(site.url(path))
      await untilReady(page)
      await pause(2_500)
    }
    return urls
  }

  const newPage = async (): Promise<Page> => (await browser.newContext()).newPage()

  const identifyAndLeave = (page: Page, after = 0): Promise<unknown> =>
    page.evaluate(
      ([ms, href]) => {
        const { analytics } = window as never as { analytics: { identify(traits: object): void } }
        analytics.identify({ email: 'ann@acme.example' })
        setTimeout(() => location.assign(href as string), ms as number)
      },
      [after, site.url('/bare')] as const,
    )

  const types = (): string[] => distinct(site.deliveries).map(({ type }) => type)

  /** Takes its time; `npm run test:all` has it. */
  const atLength = it.runIf(isFull)

  describe('what carries calls out', () => {
    it('is not loaded for the page views of a stranger', async () => {
      const page = await newPage()
      expect((await askedOn(page, '/', '/next')).filter(isDeliver)).toEqual([])
      await page.evaluate('analytics.identify({ email: "ann@acme.example" })')
      await site.until((all) => all.length === 3)
      expect(types()).toEqual(['page', 'page', 'identify'])
    })

    it('is loaded at once for somebody known, from the folder of its version', async () => {
      const page = await openPage(browser, site)
      await page.evaluate('analytics.identify("u1")')
      await site.until((all) => all.some(({ type }) => type === 'identify'))
      const asked = page.waitForRequest((request) => isDeliver(request.url()))
      await page.goto(site.url('/next'))
      expect(new URL((await asked).url()).pathname).toBe(`/sdk/${VERSION}/deliver.js`)
      await site.until((all) => all.some((event) => JSON.stringify(event).includes('/next')))
    })

    it.each([
      ['is late', { deliverDelay: 4_000 }],
      ['never comes', { hasDeliver: false }],
    ])('loses nobody who leaves in the same moment when it %s', async (_, how) => {
      Object.assign(site, how)
      for (const after of [0, 20]) {
        const page = await openPage(browser, site)
        await identifyAndLeave(page, after)
        await page.waitForURL('**/bare')
      }
      await site.until((all) => new Set(all.map(({ messageId }) => messageId)).size >= 2, 3_000)
      expect(JSON.stringify(site.deliveries)).toContain('ann@acme.example')
    })

    atLength('leaves what was said to the next page, which counts it once', async () => {
      site.deliverDelay = 3_000
      const page = await openPage(browser, site)
      await identifyAndLeave(page)
      await page.waitForURL('**/bare')
      await site.until((all) => all.length > 0, 3_000)
      expect(await storedEvents(page)).toBe(1)
      site.deliverDelay = 0
      await page.goto(site.url('/next'))
      await site.until((all) => distinct(all).filter(({ type }) => type === 'page').length > 0)
      await expect.poll(() => storedEvents(page)).toBe(0)
      expect(types().filter((type) => type === 'identify')).toHaveLength(1)
    })

    it('stores what was said before it is there, and sends it when it is', async () => {
      site.deliverDelay = 1_500
      const page = await openPage(browser, site)
      const outcome = page.evaluate('analytics.identify("u1")')
      await expect.poll(() => storedEvents(page)).toBe(1)
      expect(site.deliveries).toEqual([])
      expect(await outcome).toMatchObject({ status: 'delivered' })
      expect(await page.evaluate('analytics.track("Bought")')).toMatchObject({
        status: 'delivered',
      })
    })

    atLength(
      'settles calls, sends them all the same and tries again when it does not come',
      async () => {
        site.hasDeliver = false
        const page = await openPage(browser, site)
        const errors = errorsIn(page)
        expect(await page.evaluate('analytics.identify("u1")')).toMatchObject({ status: 'queued' })
        await site.until((all) => all.some(({ type }) => type === 'identify'))
        site.hasDeliver = true
        await page.evaluate('dispatchEvent(new Event("online"))')
        await expect.poll(() => storedEvents(page)).toBe(0)
        expect(types().filter((type) => type === 'identify')).toHaveLength(1)
        expect(errors).toEqual([])
      },
    )

    atLength('keeps what was said offline until it can be had', async () => {
      const page = await openPage(browser, site)
      await page.context().setOffline(true)
      expect(await page.evaluate('analytics.identify("u1")')).toMatchObject({ status: 'queued' })
      expect(await storedEvents(page)).toBe(1)
      await page.context().setOffline(false)
      await page.evaluate('dispatchEvent(new Event("online"))')
      await site.until((all) => all.some(({ type }) => type === 'identify'))
      await expect.poll(() => storedEvents(page)).toBe(0)
    })

    it('hears no event before a middleware that came first', async () => {
      site.deliverDelay = 1_000
      const page = await openPage(browser, site)
      await page.evaluate(`
        analytics.use((event) => { delete event.traits.secret })
        analytics.identify('u1', { secret: 'hush', plan: 'pro' })`)
      await pause(300)
      expect(await page.evaluate('JSON.stringify({ ...localStorage })')).not.toContain('hush')
      await site.until((all) => all.some(({ type }) => type === 'identify'))
      expect(JSON.stringify(site.deliveries)).toContain('pro')
      expect(JSON.stringify(site.deliveries)).not.toContain('hush')
    })

    atLength('does nothing that was refused meanwhile', async () => {
      site.deliverDelay = 1_000
      const page = await openPage(browser, site)
      await page.evaluate('analytics.consent(false); void analytics.track("Secretly")')
      await pause(1_500)
      expect(await page.evaluate('analytics.track("Late")')).toMatchObject({ status: 'dropped' })
      expect(site.deliveries).toEqual([])
      expect(await page.evaluate('JSON.stringify({ ...localStorage })')).not.toMatch(/Secret|home/)
    })

    atLength('keeps and sends nothing after a refusal, also when it never comes', async () => {
      site.hasDeliver = false
      const page = await openPage(browser, site)
      await page.evaluate('analytics.consent(false)')
      await page.evaluate('history.pushState({}, "", "/secretly")')
      await pause(3_000)
      await page.goto(site.url('/bare'))
      expect(await page.evaluate('JSON.stringify({ ...localStorage })')).not.toMatch(/secretly/)
      expect(await page.context().cookies()).toEqual([])
      expect(site.deliveries).toEqual([])
    })

    it.each(['false', '{ analytics: false, marketing: false }'])(
      'still knows of the refusal %s on a page that is loaded anew at once, and erases what was there',
      async (refusal) => {
        const page = await openPage(browser, site)
        await page.evaluate('analytics.identify("u1")')
        await site.until((all) => all.some(({ type }) => type === 'identify'))
        site.deliverDelay = 3_000
        await page.goto(site.url('/next'))
        await untilReady(page)
        const before = site.deliveries.length
        await page.evaluate(`analytics.consent(${refusal}); location.assign('/bare')`)
        await page.waitForURL('**/bare')
        expect(await page.evaluate('Object.keys(localStorage)')).toEqual(['fse.consent'])
        expect(await page.context().cookies()).toEqual([])
        await page.goto(site.url('/'))
        await untilReady(page)
        expect(await page.evaluate('analytics.track("Late")')).toMatchObject({ status: 'dropped' })
        expect(site.deliveries.length).toBe(before)
      },
    )

    it.each([
      'analytics.identify({ email: "ann@acme.example" }); analytics.consent(true)',
      'analytics.consent({ marketing: true }); analytics.identify({ email: "ann@acme.example" })',
    ])('loses nobody who agrees and leaves in the same moment: %s', async (said) => {
      site.deliverDelay = 4_000
      site.put('/', '<title>home</title>', { attributes: `${KEEP} data-consent="required"` })
      const page = await openPage(browser, site)
      await page.evaluate(`${said}; setTimeout(() => location.assign('/bare'), 20)`)
      await page.waitForURL('**/bare')
      await site.until((all) => all.some(({ type }) => type === 'identify'), 3_000)
      expect(JSON.stringify(site.deliveries)).toContain('ann@acme.example')
    })

    atLength('sends nothing in a dry run that it missed', async () => {
      site.hasDeliver = false
      const page = await openPage(browser, site, '/?analytics_debug=dry')
      await identifyAndLeave(page)
      await page.waitForURL('**/bare')
      await pause(500)
      expect(site.deliveries).toEqual([])
    })

    atLength('carries held calls out in their order, and gives back what undoes them', async () => {
      site.deliverDelay = 1_000
      const page = await openPage(browser, site)
      await page.evaluate(`
        window.heard = []
        const undo = analytics.on('track', ({ event }) => heard.push(event))
        analytics.identify('u1')
        analytics.track('One')
        analytics.reset()
        void analytics.track('Two').then(() => { undo(); return analytics.track('Three') })`)
      await site.until((all) => tracked(all).length > 0)
      await pause(500)
      expect(await page.evaluate('heard')).toEqual(['One', 'Two'])
      expect(site.deliveries.map(({ type }) => type)).toEqual(['page', 'identify', 'track'])
    })

    it('comes under a strict policy with a nonce and Trusted Types', async () => {
      site.put('/', '<title>home</title>', {
        attributes: `${KEEP} nonce="abc"`,
        policy: `default-src 'none'; script-src 'nonce-abc'; connect-src 'self' COLLECTOR; require-trusted-types-for 'script'; trusted-types freshsales-edge`,
      })
      const page = await openPage(browser, site)
      const errors = errorsIn(page)
      expect(
        await page.evaluate(() =>
          (window as never as { analytics: { identify(id: string): unknown } }).analytics.identify(
            'u1',
          ),
        ),
      ).toMatchObject({ status: 'delivered' })
      expect(errors).toEqual([])
    })

    it('comes with the hash of the build where the tag has one, and not with another', async () => {
      const hash = createHash('sha384').update(readFileSync('dist/sdk.js')).digest('base64')
      site.put('/', '<title>home</title>', {
        attributes: `${KEEP} integrity="sha384-${hash}" crossorigin="anonymous"`,
      })
      const page = await openPage(browser, site)
      expect(await page.evaluate('analytics.identify("u1")')).toMatchObject({ status: 'delivered' })
      const other = await newPage()
      const body = `${readFileSync('dist/deliver.js', 'utf8')};window.evil = 1`
      await other.route(/deliver\.js/, (route) =>
        route.fulfill({ body, contentType: 'text/javascript' }),
      )
      await other.goto(site.url('/'))
      await untilReady(other)
      expect(await other.evaluate('analytics.identify("u2")')).toMatchObject({ status: 'queued' })
      expect(await other.evaluate('window.evil')).toBeUndefined()
    })

    atLength('works where storage is denied', async () => {
      site.deliverDelay = 500
      const context = await browser.newContext()
      await context.addInitScript(
        `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } })`,
      )
      const page = await context.newPage()
      const errors = errorsIn(page)
      await page.goto(site.url('/'))
      await untilReady(page)
      await pause(300)
      expect(await page.evaluate('analytics.identify("u1")')).toMatchObject({ status: 'delivered' })
      expect(types()).toEqual(['page', 'identify'])
      expect(errors).toEqual([])
    })

    it('loses no sign-up by a form when nothing of it comes in time', async () => {
      Object.assign(site, { deliverDelay: 5_000, formsDelay: 5_000 })
      site.put('/', `<title>join</title>${FORM}`, { attributes: `${KEEP} data-forms` })
      const page = await openPage(browser, site)
      await page.fill('[name=email]', 'ann@acme.example')
      await page.press('[name=email]', 'Enter')
      await page.waitForURL('**/bare')
      await site.until((all) => tracked(all).includes('Form Submitted'), 3_000)
      expect(JSON.stringify(site.deliveries)).toContain('ann@acme.example')
    })

    atLength('serves two tabs, of which each counts once', async () => {
      site.deliverDelay = 600
      const first = await openPage(browser, site)
      const second = await first.context().newPage()
      await second.goto(site.url('/next'))
      await untilReady(second)
      await Promise.all([
        first.evaluate('analytics.identify("u1")'),
        second.evaluate('analytics.track("Toured")'),
      ])
      await site.until((all) => distinct(all).length >= 4)
      expect(tracked(distinct(site.deliveries))).toEqual(['Toured'])
      expect(types().filter((type) => type === 'identify')).toHaveLength(1)
    })
  })
})
