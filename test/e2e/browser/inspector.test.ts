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

    it('shows what a form would report while somebody types', async () => {
      const page = await openPage(browser, site, '/?analytics_debug')
      await says(page, 'Type into a form')
      await page.fill('[name=email]', 'ann@acme.example')
      await says(page, 'signup would report')
      await says(page, /would report\s*\{\s*"email": "ann@acme.example"\s*\}/)
    })

    it('says what is wrong with the installation', async () => {
      site.mood = { status: 401 }
      const page = await openPage(browser, site, '/?analytics_debug')
      await says(page, /does not know this write key/)
      site.mood = 'down'
      await page.reload()
      await says(page, /cannot be reached/)
      site.mood = 'up'
      site.put('/', `<title>home</title>${site.tag()}`)
      await page.reload()
      await says(page, /is there 2 times/)
      await says(page, /knows the write key/)
    })
  })
})
