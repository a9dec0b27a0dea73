import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { inEachBrowser } from '../../helpers/engines.ts'
import { openPage } from '../../helpers/visitor.ts'
import { browser, site, visitSitesWith } from '../../helpers/visits.ts'

inEachBrowser((engine) => {
  visitSitesWith(engine.launch)
  beforeEach(() => {
    site.put('/', '<title>home</title><form id="signup"><input name="email"></form>', {
      attributes: 'data-forms',
    })
  })

  const panelOf = async (page: Page): Promise<ReturnType<Page['locator']>> => {
    await page.waitForSelector('fse-inspector aside')
    return page.locator('fse-inspector aside')
  }

  /** Waits until the panel says it. */
  const says = async (page: Page, text: string | RegExp): Promise<void> => {
    await (await panelOf(page)).getByText(text).first().waitFor({ timeout: 5_000 })
  }

  describe('the inspector', () => {
    it('opens with ?analytics_debug only', async () => {
      const page = await openPage(browser, site, '/')
      expect(await page.locator('fse-inspector').count()).toBe(0)
      await page.goto(site.url('/?a=1&analytics_debug'))
      await panelOf(page)
    })

    it('tells events with their outcomes and reasons', async () => {
      const page = await openPage(browser, site, '/?analytics_debug')
      await panelOf(page)
      await page.evaluate('analytics.track("Seen", { a: 1 })')
      await says(page, 'delivered track Seen')
      await page.evaluate('analytics.consent(false)')
      await page.evaluate('analytics.track("Unseen")')
      await says(page, /dropped .*no consent/)
    })

    it('shows what a test key would write, and what not', async () => {
      const planned = {
        messageId: 'm-1',
        writes: [{ record: 'contact', fields: { emails: 'ann@acme.example' } }],
        problems: [{ field: 'owner_id', reason: 'left out: a page may not set it' }],
      }
      const test = { planned: [planned], more: 0 }
      const body = JSON.stringify({ success: true, accepted: 1, rejected: [], test })
      site.answers.set('/v1/batch', { body })
      const page = await openPage(browser, site, '/?analytics_debug')
      await says(page, /A test key: what it sends is planned/)
      await page.evaluate('analytics.identify({ email: "ann@acme.example" })')
      await says(page, 'test, would write: contact')
      await says(page, /"emails": "ann@acme.example"/)
      await says(page, /test, would not: owner_id left out/)
    })

    it('shows what a form would report while somebody types', async () => {
      const page = await openPage(browser, site, '/?analytics_debug')
      await says(page, 'Type into a form')
      await page.fill('[name=email]', 'ann@acme.example')
      await says(page, 'signup would report')
      await says(page, 'email → email')
    })

    it('tells step by step what became of a form, on the next page of the tab, too', async () => {
      site.answers.set('/api', { status: 422 })
      const html = `<form id="signup" onsubmit="event.preventDefault(); fetch('/api', { method: 'POST', body: new FormData(this) })"><input name="email"><input name="q7"><button>Go</button></form>`
      site.put('/', `<title>home</title>${html}`, { attributes: 'data-forms' })
      site.put('/next', `<title>next</title>${html}`, { attributes: 'data-forms' })
      const page = await openPage(browser, site, '/?analytics_debug')
      await panelOf(page)
      await page.goto(site.url('/next'))
      await panelOf(page)
      await page.fill('[name=email]', 'ann@acme.example')
      await page.fill('[name=q7]', 'blue')
      await says(page, /q7 · not sent: not understood/)
      await page.click('text=Go')
      await says(page, /signup was refused; not reported/)
      await says(page, /fetch with 2 of 2 values/)
      await says(page, /answered, and says: fails/)
      await says(page, 'handed in')
      await page.getByLabel('Close').click()
      await page.goto(site.url('/next'))
      await page.waitForTimeout(300)
      expect(await page.locator('fse-inspector').count()).toBe(0)
    })

    it.each([390, 1280])(
      'leaves the fields and buttons of the page free at %i pixels',
      async (width) => {
        site.answers.set('/api', { body: '{"ok":true}' })
        const corner = `<form id="signup" style="position:fixed;right:20px;bottom:20px" onsubmit="event.preventDefault(); fetch('/api', { method: 'POST', body: new FormData(this) })"><input name="email"><button>Go</button></form>`
        site.put('/', `<title>home</title>${corner}`, { attributes: 'data-forms' })
        const page = await openPage(browser, site, '/?analytics_debug')
        await page.setViewportSize({ width, height: 800 })
        await says(page, /knows the write key/)
        await page.fill('[name=email]', 'ann@acme.example')
        await page.click('text=Go', { timeout: 3_000 })
        await site.until((all) => all.some(({ type }) => type === 'identify'))
      },
    )

    it('sends nothing with ?analytics_debug=dry', async () => {
      const page = await openPage(browser, site, '/?analytics_debug=dry')
      await says(page, /Dry: nothing is sent/)
      await page.evaluate('analytics.identify({ email: "ann@acme.example" })')
      await says(page, /dropped identify/)
      expect(site.deliveries).toEqual([])
      expect(site.requests).toEqual([])
    })

    it('shows what is kept of a stranger', async () => {
      site.put('/', '<title>home</title>', { attributes: 'data-anonymous="keep" data-pages' })
      const page = await openPage(browser, site, '/?analytics_debug')
      await page.evaluate('analytics.track("Toured")')
      await says(page, /kept until they are known: 2 events: .*Toured/)
    })

    it.each([
      ['data-forms="1"', /data-forms="1" is no selector.* write data-forms alone/],
      ['data-forms="#sign-up"', /data-forms="#sign-up" finds no form here/],
      ['data-forms="form"', /Forms are on, those of form/],
    ])('says which forms %s means', async (attributes, text) => {
      site.put('/', '<title>home</title><form><input name="email"></form>', { attributes })
      await openPage(browser, site, '/?analytics_debug').then((page) => says(page, text))
    })

    it('says what is wrong with the installation', async () => {
      site.mood = { status: 401 }
      const page = await openPage(browser, site, '/?analytics_debug')
      await says(page, /does not know this write key/)
      site.mood = 'down'
      await page.reload()
      await says(page, /cannot be reached/)
      site.mood = 'up'
      const stripped = site.tag().replace('data-write-key="key"', '')
      site.put('/', `<title>home</title>${stripped}`, { bare: true })
      await page.reload()
      await says(page, /no data-write-key/)
      site.put('/', `<title>home</title>${site.tag()}`)
      await page.reload()
      await says(page, /is there 2 times/)
      await says(page, /knows the write key/)
    })
  })
})
