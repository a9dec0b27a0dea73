import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { VERSION } from '../../../src/browser/version.ts'
import type { Event } from '../../../src/protocol/event.ts'
import { inEachBrowser } from '../../helpers/engines.ts'
import { errorsIn, openPage, untilReady } from '../../helpers/visitor.ts'
import { browser, site, visitSitesWith } from '../../helpers/visits.ts'
import { pause, tracked } from '../../helpers/website.ts'

const FORM = `<form id="f" method="post" action="/send"><input name="name"><input type="email" name="email">
  <input type="password" name="secret" autocomplete="new-password"><button>Create account</button></form>`
const THANKS = '<title>thanks</title><h1>Thank you</h1>'

/** The sign-up, and what the next page said of it; they may arrive in any order. */
const inOrder = (all: Event[]): [identify: Event, track: Event, said: Event] => {
  const [submitted, said] = ['Submitted', 'Confirmed|Refused'].map((name) =>
    all.find((event) => event.type === 'track' && RegExp(name).test(event.event)),
  )
  return [all.find(({ type }) => type === 'identify'), submitted, said] as [Event, Event, Event]
}

const formOf = ({ context }: Event): Record<string, unknown> => Object(context?.['form'])

inEachBrowser((engine) => {
  visitSitesWith(engine.launch)

  const isFormsFile = (url: string): boolean => /\/(forms|judge)\.js(\?|$)/.test(url)
  const isJudge = (url: string): boolean => /\/judge\.js(\?|$)/.test(url)

  const fill = async (page: Page): Promise<void> => {
    await page.fill('[name=name]', 'Ann Lee')
    await page.fill('[name=email]', 'ann@acme.example')
    await page.fill('[name=secret]', 'secret-word')
  }

  const send = async (page: Page): Promise<void> => {
    await fill(page)
    await page.click('button')
  }

  const lead = (): Promise<Event[]> => site.until((all) => tracked(all).includes('Form Submitted'))

  beforeEach(() => {
    site.put('/', `<title>join</title>${FORM}`, { attributes: 'data-forms' })
    site.put('/send', THANKS, { attributes: 'data-forms' })
  })

  describe('what is about forms', () => {
    it('is not loaded by a page without fields', async () => {
      site.put('/', '<title>home</title><p>Hello</p>', { attributes: 'data-forms' })
      const context = await browser.newContext()
      const page = await context.newPage()
      const urls: string[] = []
      page.on('request', (request) => urls.push(request.url()))
      await page.goto(site.url('/'))
      await page.click('p')
      await pause(1_000)
      expect(urls.filter(isFormsFile)).toEqual([])
    })

    it('comes from the folder of its version, and says who asks for it', async () => {
      const context = await browser.newContext()
      const page = await context.newPage()
      const asked = page.waitForRequest((request) => isFormsFile(request.url()))
      await page.goto(site.url('/'))
      const { pathname, search } = new URL((await asked).url())
      expect(pathname).toBe(`/sdk/${VERSION}/forms.js`)
      expect(search).toBe('?sdk.js')
      const judge = page.waitForRequest((request) => isJudge(request.url()))
      await page.focus('[name=email]')
      expect(new URL((await judge).url()).pathname).toBe(`/sdk/${VERSION}/judge.js`)
    })

    it.each([
      ['looks at a page with a form', FORM, ''],
      ['searches', `${FORM}<form role="search"><input name="q"><button>Go</button></form>`, 'q'],
      ['searches', `${FORM}<form id="g"><input type="search" name="q"></form>`, 'q'],
      ['uses a form that nobody asked for', `${FORM}<form><input name="other"></form>`, 'other'],
    ])('judges nothing while somebody only %s', async (_, html, field) => {
      site.put('/', `<title>join</title>${html}`, {
        attributes: 'data-forms="#f, [role=search], #g"',
      })
      const context = await browser.newContext()
      const page = await context.newPage()
      const urls: string[] = []
      page.on('request', (request) => urls.push(request.url()))
      await page.goto(site.url('/'))
      await untilReady(page)
      if (field) {
        await page.fill(`[name=${field}]`, 'red shoes')
        await page.press(`[name=${field}]`, 'Enter')
      }
      await pause(1_000)
      expect(urls.filter(isFormsFile)).not.toEqual([])
      expect(urls.filter(isJudge)).toEqual([])
    })

    it.each([
      ['is late', { formsDelay: 4_000 }],
      ['never comes', { hasForms: false }],
      ['has nobody to judge until late', { judgeDelay: 4_000 }],
      ['has nobody to judge', { hasJudge: false }],
    ])('loses no sign-up when it %s', async (_, how) => {
      Object.assign(site, how)
      site.put('/send', THANKS, { bare: true })
      const page = await openPage(browser, site)
      await page.evaluate(() => {
        const [name, email] = document.querySelectorAll('input')
        if (name && email) Object.assign(name, { value: 'Ann Lee' })
        if (email) email.value = 'ann@acme.example'
      })
      await page.locator('[name=email]').press('Enter')
      await page.waitForURL('**/send')
      const [identify, track] = await lead()
      expect([identify?.type, track?.type]).toEqual(['identify', 'track'])
      expect(identify && formOf(identify)).toMatchObject({ provisional: true })
      expect(JSON.stringify(identify)).toContain('ann@acme.example')
      expect(JSON.stringify(site.deliveries)).not.toContain('secret-word')
    })

    it.each([
      ['it never comes', { hasForms: false }],
      ['nobody comes to judge it', { hasJudge: false }],
    ])('loses no sign-up that a script sends when %s', async (_, how) => {
      Object.assign(site, how)
      site.answers.set('/api', { body: '{"ok":true}' })
      const script = `<script>f.onsubmit = (e) => { e.preventDefault(); fetch('/api', { method: 'POST', body: new FormData(f) }).then(() => location = '/send') }</script>`
      site.put('/', `<title>join</title>${FORM}${script}`, { attributes: 'data-forms' })
      site.put('/send', THANKS, { bare: true })
      await send(await openPage(browser, site))
      const [identify] = await lead()
      expect(identify && formOf(identify)).toMatchObject({ provisional: true })
      expect(JSON.stringify(identify)).toContain('ann@acme.example')
      expect(JSON.stringify(site.deliveries)).not.toContain('secret-word')
    })

    it.each([
      ['is taken', '{"ok":true}', ['Form Submitted']],
      ['is refused', '{"ok":false}', []],
    ])(
      'judges by what it heard before when a form %s and who judges is late',
      async (_, body, events) => {
        site.judgeDelay = 3_000
        site.answers.set('/api', { body })
        const script = `<script>f.onsubmit = (e) => { e.preventDefault(); fetch('/api', { method: 'POST', body: new FormData(f) }).then(() => f.reset()) }</script>`
        site.put('/', `<title>join</title>${FORM}${script}`, { attributes: 'data-forms' })
        const page = await openPage(browser, site)
        const judge = page.waitForResponse((response) => isJudge(response.url()))
        await send(page)
        expect(site.deliveries).toEqual([])
        await judge
        await pause(1_500)
        expect(tracked(site.deliveries)).toEqual(events)
        for (const event of site.deliveries) {
          expect(formOf(event)).not.toHaveProperty('raw')
          expect(formOf(event)).not.toHaveProperty('provisional')
        }
        expect(JSON.stringify(site.deliveries)).not.toContain('secret-word')
      },
    )

    it('is judged when who judges comes at the second occasion', async () => {
      site.hasJudge = false
      site.answers.set('/api', { body: '{"ok":true}' })
      const script = `<script>f.onsubmit = (e) => { e.preventDefault(); fetch('/api', { method: 'POST', body: new FormData(f) }) }</script>`
      site.put('/', `<title>join</title>${FORM}${script}`, { attributes: 'data-forms' })
      const page = await openPage(browser, site)
      const errors = errorsIn(page)
      const refused = page.waitForResponse((response) => isJudge(response.url()))
      await fill(page)
      await refused
      site.hasJudge = true
      await page.click('button')
      const [identify] = await lead()
      expect(formOf(identify as Event)).not.toHaveProperty('raw')
      expect(tracked(site.deliveries)).toEqual(['Form Submitted'])
      // Firefox tells its console of the file that was none.
      expect(errors.filter((text) => !/^Loading module from/.test(text))).toEqual([])
    })

    it('comes under a strict policy with a nonce and Trusted Types', async () => {
      site.answers.set('/api', { body: '{"ok":true}' })
      const script = `<script nonce="abc">f.onsubmit = (e) => { e.preventDefault(); fetch('/api', { method: 'POST', body: new FormData(f) }) }</script>`
      site.put('/', `<title>join</title>${FORM}${script}`, {
        attributes: 'data-forms nonce="abc"',
        policy: `default-src 'none'; script-src 'nonce-abc'; connect-src 'self' COLLECTOR; require-trusted-types-for 'script'; trusted-types freshsales-edge`,
      })
      const page = await openPage(browser, site)
      const errors = errorsIn(page)
      await send(page)
      await lead()
      expect(errors).toEqual([])
    })

    it('comes with the hash of the build where the tag has one', async () => {
      site.answers.set('/api', { body: '{"ok":true}' })
      const hash = createHash('sha384').update(readFileSync('dist/sdk.js')).digest('base64')
      const script = `<script>f.onsubmit = (e) => { e.preventDefault(); fetch('/api', { method: 'POST', body: new FormData(f) }) }</script>`
      site.put('/', `<title>join</title>${FORM}${script}`, {
        attributes: `data-forms integrity="sha384-${hash}" crossorigin="anonymous"`,
      })
      await send(await openPage(browser, site))
      const [identify] = await lead()
      expect(identify && formOf(identify)).not.toHaveProperty('raw')
    })
  })

  describe('a form that the browser submits', () => {
    it('is provisional, and confirmed by the next page', async () => {
      await send(await openPage(browser, site))
      const all = await site.until((events) => tracked(events).includes('Form Confirmed'))
      const [identify, track, confirmed] = inOrder(all)
      expect(formOf(identify)).toMatchObject({ provisional: true })
      expect(formOf(confirmed)).toEqual({ confirms: [identify.messageId, track.messageId] })
    })

    it('is withdrawn when the next page shows it again with a fault', async () => {
      site.put('/send', `<title>join</title><p>Please try again</p>${FORM}`, {
        attributes: 'data-forms',
      })
      await send(await openPage(browser, site))
      const all = await site.until((events) => tracked(events).includes('Form Refused'))
      const [identify, track, refused] = inOrder(all)
      expect(formOf(refused)).toEqual({ withdraws: [identify.messageId, track.messageId] })
    })

    it('is withdrawn when it is handed in once more', async () => {
      site.put('/', `<title>join</title>${FORM.replace('/send', '/')}`, {
        attributes: 'data-forms',
      })
      const page = await openPage(browser, site)
      await send(page)
      await lead()
      await pause(1_000)
      await page.fill('[name=name]', 'Ann Lee')
      await page.fill('[name=email]', 'ann.lee@acme.example')
      await page.click('button')
      await site.until((events) => JSON.stringify(events).includes('ann.lee@'))
      await site.until((events) => tracked(events).includes('Form Refused'))
      expect(tracked(site.deliveries)).toContain('Form Refused')
    })
  })
})
