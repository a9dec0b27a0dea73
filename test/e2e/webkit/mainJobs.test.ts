import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWebKit, type WebKitWindow, webKitMissing } from '../../helpers/webkit.ts'
import { openWebsite, pause, tracked, type Website } from '../../helpers/website.ts'

const FORM = `<title>Sign up</title>
  <form id="signup" action="/thanks" method="post">
    <label>Name <input name="name" autocomplete="name"></label>
    <label>Email <input type="email" name="email" autocomplete="email"></label>
    <button id="go">Send</button>
  </form>`

describe.skipIf(webKitMissing)(
  `in WebKit${webKitMissing && ` (left out: ${webKitMissing})`}`,
  () => {
    let page: WebKitWindow
    let site: Website

    beforeAll(async () => {
      page = await openWebKit()
    })
    afterAll(() => page.close())
    beforeEach(async () => {
      site = await openWebsite()
    })
    afterEach(() => site.close())

    const open = async (path: string): Promise<void> => {
      await page.goto(site.url(path))
      while (!(await page.evaluate('Boolean(window.analytics && analytics.track)'))) await pause(20)
    }

    it('delivers an introduction with the calls beside it', async () => {
      site.put('/', '<title>home</title>')
      await open('/')
      const outcome = await page.evaluate('analytics.identify("u1", { email: "ann@acme.example" })')
      expect(outcome).toMatchObject({ status: 'delivered' })
      await page.evaluate('analytics.track("Viewed Demo")')
      const deliveries = await site.until((all) => tracked(all).includes('Viewed Demo'))
      expect(deliveries).toContainEqual(expect.objectContaining({ type: 'identify', userId: 'u1' }))
    })

    it('sees soft navigations, also where an element is called navigation', async () => {
      site.put('/', '<title>home</title><nav id="navigation"></nav>', { attributes: 'data-pages' })
      await open('/')
      await page.evaluate('analytics.identify("u1")')
      await page.evaluate('history.pushState(0, "", "/pricing"), document.title = "Pricing"')
      const pathsOf = (all: Website['deliveries']) =>
        all.flatMap((event) => (event.type === 'page' ? [event.context?.page?.path] : []))
      const deliveries = await site.until((all) => pathsOf(all).includes('/pricing'))
      expect(pathsOf(deliveries)).toEqual(['/', '/pricing'])
    })

    it('reports a form that the browser submits, once', async () => {
      site.put('/', FORM, { attributes: 'data-forms' })
      site.put('/thanks', '<title>Thanks</title>', { attributes: 'data-forms' })
      await open('/')
      await page.type('[name=name]', 'Ann Lee')
      await page.type('[name=email]', 'ann@acme.example')
      await page.click('#go')
      const deliveries = await site.until((all) => all.some(({ type }) => type === 'identify'))
      const introductions = deliveries.filter(({ type }) => type === 'identify')
      expect(introductions).toHaveLength(1)
      expect(introductions[0]).toMatchObject({
        traits: { email: 'ann@acme.example', name: 'Ann Lee' },
      })
    })

    it.each([
      ['reports', 200, 1],
      ['keeps quiet about', 422, 0],
    ])('%s a form that a script sends and the server answers with %i', async (_, status, count) => {
      site.answers.set('/api', { status, body: '{}' })
      const script = `<script>signup.onsubmit = (e) => { e.preventDefault(); fetch('/api', { method: 'POST', body: new FormData(signup) }) }</script>`
      site.put('/', FORM + script, { attributes: 'data-forms' })
      await open('/')
      await page.type('[name=name]', 'Ann Lee')
      await page.type('[name=email]', 'ann@acme.example')
      await page.click('#go')
      while (site.submissions.every(({ path }) => path !== '/api')) await pause(20)
      await pause(1_500)
      expect(site.deliveries.filter(({ type }) => type === 'identify')).toHaveLength(count)
    })

    it('delivers what was tracked right before the page was left', async () => {
      site.put('/', '<title>home</title>')
      site.put('/bare', '<title>bare</title>', { bare: true })
      site.latency = 300
      await open('/')
      await page.evaluate('analytics.identify("u1")')
      await page.evaluate(`analytics.track("left"), location.href = "/bare"`)
      expect(tracked(await site.until((all) => tracked(all).includes('left')))).toEqual(['left'])
    })
  },
)
