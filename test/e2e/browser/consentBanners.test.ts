import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inEachBrowser } from '../../helpers/engines.ts'
import { errorsIn } from '../../helpers/visitor.ts'
import { browser, site, visitSitesWith } from '../../helpers/visits.ts'
import { pause, tracked } from '../../helpers/website.ts'
import { isFull } from '../../shop/effort.ts'

/** One banner of each kind of interface: what it has on the page, and what it does when it is accepted. */
const BANNERS = {
  Cookiebot: `
    Cookiebot = { hasResponse: false, consent: {}, regulations: { gdprApplies: true } }
    accept = () => {
      Object.assign(Cookiebot, { hasResponse: true, consent: { statistics: true, marketing: true, method: 'explicit' } })
      dispatchEvent(new Event('CookiebotOnAccept'))
    }`,
  CookieYes: `
    isDone = false
    getCkyConsent = () => ({ activeLaw: 'gdpr', isUserActionCompleted: isDone, categories: { analytics: isDone, advertisement: isDone } })
    accept = () => { document.dispatchEvent(new CustomEvent('cookieyes_consent_update')); isDone = true }`,
  Usercentrics: `
    state = { consent: { required: true, type: 'IMPLICIT' } }
    __ucCmp = { getConsentDetails: async () => state }
    accept = () => {
      const all = { state: 'ALL_ACCEPTED' }
      state = { consent: { required: false, type: 'EXPLICIT' }, categories: { functional: all, marketing: all } }
      dispatchEvent(new Event('UC_UI_CMP_EVENT'))
    }`,
  'IAB TCF': `
    listeners = []
    __tcfapi = (command, version, hear) => { listeners.push(hear); hear({ gdprApplies: true, eventStatus: 'cmpuishown' }, true) }
    accept = () => listeners.forEach((hear) => hear({ gdprApplies: true, eventStatus: 'useractioncomplete', purpose: { consents: { 1: true, 3: true, 4: true, 8: true } } }, true))`,
  c15t: `
    state = { model: 'opt-in', consentInfo: null, consents: {} }
    listeners = []
    c15tStore = { getState: () => state, subscribe: (hear) => listeners.push(hear) }
    accept = () => { state = { model: 'opt-in', consentInfo: { time: 1 }, consents: { measurement: true, marketing: true } }; listeners.forEach((hear) => hear()) }`,
  'Google Consent Mode': `
    dataLayer = []
    function gtag() { dataLayer.push(arguments) }
    gtag('consent', 'default', { analytics_storage: 'denied', ad_user_data: 'denied' })
    accept = () => gtag('consent', 'update', { analytics_storage: 'granted', ad_user_data: 'granted' })`,
}

describe.skipIf(!isFull)('consent banners (npm run test:all)', () => {
  inEachBrowser((engine) => {
    visitSitesWith(engine.launch)

    const visit = async (attributes: string, script: string, policy?: string): Promise<Page> => {
      site.put('/', `<title>home</title><script nonce="abc">${script}</script>`, {
        attributes: `data-consent="auto" data-pages ${attributes}`,
        ...(policy && { policy }),
      })
      const context = await browser.newContext()
      return context.newPage()
    }

    const kept = (page: Page): Promise<string> =>
      page.evaluate('document.cookie + JSON.stringify(localStorage)')

    it.each(Object.entries(BANNERS))('%s', async (name, script) => {
      const page = await visit('', script)
      const file = page.waitForResponse(/\/consent\.js/)
      await page.goto(site.url('/'))
      await file
      await page.evaluate('analytics.track("Looked")')
      await pause(3_000)
      expect(site.requests).toEqual([])
      expect(await kept(page)).toBe('{}')
      await page.evaluate('accept()')
      const [event] = await site.until((all) => tracked(all).includes('Looked'))
      expect(event?.context?.consent).toMatchObject({ marketing: true, via: name })
      expect(await kept(page)).toContain(name)
    })

    it('are known under a strict policy with a nonce and Trusted Types, also beside forms', async () => {
      const page = await visit(
        'data-forms nonce="abc"',
        BANNERS.Cookiebot,
        `default-src 'none'; script-src 'nonce-abc'; connect-src 'self' COLLECTOR; img-src *; require-trusted-types-for 'script'; trusted-types freshsales-edge`,
      )
      const errors = errorsIn(page)
      await page.goto(site.url('/'))
      await page.evaluate(() => {
        document.body.append(document.createElement('input'))
        document.querySelector('input')?.focus()
        Reflect.get(globalThis, 'accept')()
      })
      await site.until((all) => all.length > 0)
      expect(errors).toEqual([])
    })

    it('are known with the hash of the build where the tag has one', async () => {
      const hash = createHash('sha384').update(readFileSync('dist/sdk.js')).digest('base64')
      const page = await visit(
        `integrity="sha384-${hash}" crossorigin="anonymous"`,
        BANNERS['IAB TCF'],
      )
      await page.goto(site.url('/'))
      await page.evaluate('accept()')
      await site.until((all) => all.length > 0)
    })

    it('that never answer are told of in the inspector', async () => {
      const page = await visit('', BANNERS.Cookiebot)
      await page.goto(site.url('/?analytics_debug=dry'))
      const panel = page.locator('fse-inspector aside')
      await panel.getByText('consent banner: Cookiebot, not answered').waitFor()
      await panel.getByText('No answer of a consent banner').waitFor({ timeout: 15_000 })
    })
  })
})
