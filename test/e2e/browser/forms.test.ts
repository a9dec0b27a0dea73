import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Event } from '../../../src/protocol/event.ts'
import { inEachBrowser } from '../../helpers/engines.ts'
import { openPage } from '../../helpers/visitor.ts'
import { browser, site, visitSitesWith } from '../../helpers/visits.ts'
import { pause, tracked } from '../../helpers/website.ts'
import { firstOf } from '../../shop/effort.ts'

/** One of everything that must not leave the page, beside what should. */
const FIELDS = `
  <input name="email" type="email">
  <input name="first_name">
  <input name="password" type="password">
  <input name="card" autocomplete="cc-number">
  <input name="cc_number">
  <input name="token" type="hidden" value="secret-token">`
const BUTTONS = `<button name="button" value="left">Left</button><button name="button" value="right">Right</button>`
const form = (inner = '', attributes = ''): string =>
  `<form id="signup" method="post" action="/thanks" ${attributes}>${FIELDS}${inner}${BUTTONS}</form>`

inEachBrowser((engine) => {
  visitSitesWith(engine.launch)
  beforeEach(() => {
    site.put('/thanks', '<title>thanks</title>', { bare: true })
  })

  const openForm = (html: string, attributes = 'data-forms'): Promise<Page> => {
    site.put('/', `<title>sign up</title>${html}`, { attributes })
    return openPage(browser, site)
  }

  async function fill(page: Page): Promise<void> {
    await page.fill('[name=email]', 'ann@acme.example')
    await page.fill('[name=first_name]', 'Ann')
    await page.fill('[name=password]', 'secret-password')
    await page.fill('[name=card]', '4242 4242 4242 4242')
    await page.fill('[name=cc_number]', '4242424242424242')
  }

  /** What is reported of a sign-up, exactly. */
  async function expectOneLead(): Promise<Event[]> {
    await site.until((all) => all.some(({ type }) => type === 'track'))
    await pause(300)
    const { deliveries } = site
    expect(deliveries.map(({ type }) => type)).toEqual(['identify', 'track'])
    expect(deliveries[0]).toMatchObject({ traits: { email: 'ann@acme.example', firstName: 'Ann' } })
    expect(tracked(deliveries)).toEqual(['Form Submitted'])
    const sent = JSON.stringify(deliveries)
    expect(sent).not.toMatch(/secret|4242/)
    return deliveries
  }

  async function expectNoLead(): Promise<void> {
    await pause(1_000)
    expect(site.deliveries).toEqual([])
  }

  describe('a form', () => {
    it('tells how fast it was filled in, whether its trap was, and that a robot did it', async () => {
      const page = await openForm(form('<input name="fax2" data-honeypot>'))
      await fill(page)
      await page.fill('[name=fax2]', 'robots fill everything')
      await page.click('[value=right]')
      const [identify] = await expectOneLead()
      expect(identify?.context).toMatchObject({
        form: { honeypot: true, seconds: expect.any(Number) },
        webdriver: true,
      })
      expect(JSON.stringify(site.deliveries)).not.toContain('robots fill')
    })

    it('is reported when the browser submits it, and the server gets the clicked button', async () => {
      const page = await openForm(form())
      await fill(page)
      await page.click('[value=right]')
      await page.waitForURL('**/thanks')
      const [, track] = await expectOneLead()
      expect(track).toMatchObject({ properties: { formId: 'signup', url: site.url('/') } })
      expect(site.submissions[0]?.body).toContain('button=right')
      expect(site.requests).toHaveLength(1)
    })

    it.for(
      firstOf(2, [
        [
          'fetch with JSON',
          `fetch('/api', { method: 'POST', body: JSON.stringify(Object.fromEntries(new FormData(this))) })`,
        ],
        [
          'XMLHttpRequest',
          `const x = new XMLHttpRequest(); x.open('POST', '/api'); x.send(new URLSearchParams(new FormData(this)))`,
        ],
        ['fetch with form data', `fetch('/api', { method: 'POST', body: new FormData(this) })`],
        [
          'fetch with a Request',
          `fetch(new Request('/api', { method: 'POST', body: new URLSearchParams(new FormData(this)) }))`,
        ],
        ['fetch by GET', `fetch('/api?' + new URLSearchParams(new FormData(this)))`],
      ] as const),
    )('is reported when the page sends it by %s and is told yes', async ([, send]) => {
      site.answers.set('/api', { body: '{"success":true}' })
      const page = await openForm(
        form('', `onsubmit="event.preventDefault(); ${send.replaceAll('"', '&quot;')}"`),
      )
      await fill(page)
      await page.click('[value=left]')
      await expectOneLead()
      expect(page.url()).toBe(site.url('/'))
      expect(site.submissions.filter(({ path }) => path === '/api')).toHaveLength(1)
    })

    it.each(
      firstOf(1, [
        ['a status of 422', { status: 422 }],
        [
          'a body that says no',
          { body: '{"status":"validation_failed","message":"One field is wrong"}' },
        ],
      ]),
    )('is not reported when the server refuses with %s', async (_, answer) => {
      site.answers.set('/api', answer)
      const send = `event.preventDefault(); fetch('/api', { method: 'POST', body: new FormData(this) })`
      const page = await openForm(form('', `onsubmit="${send}"`))
      await fill(page)
      await page.click('[value=left]')
      await expectNoLead()
    })

    it("is not reported when the page's own validation refuses it, whatever else the page sends then", async () => {
      site.answers.set('/beacon', {})
      const refuse = `event.preventDefault(); fetch('/beacon', { method: 'POST', body: '{&quot;event&quot;:&quot;refused&quot;}' })`
      const page = await openForm(
        `${form('', `onsubmit="${refuse}"`)}<a href="/thanks">elsewhere</a>`,
      )
      await fill(page)
      await page.click('[value=left]')
      await expectNoLead()
      await page.click('a')
      await page.waitForURL('**/thanks')
      await expectNoLead()
    })

    it("is not reported when the browser's validation refuses it", async () => {
      const page = await openForm(form('<input name="city" required>'))
      await fill(page)
      await page.click('[value=left]')
      await expectNoLead()
    })

    it('works with a control named submit', async () => {
      const page = await openForm(form('<input type="submit" name="submit" value="Go">'))
      await fill(page)
      await page.click('[name=submit]')
      await page.waitForURL('**/thanks')
      await expectOneLead()
    })

    it('is seen when it is added later', async () => {
      const page = await openForm('<main></main>')
      await page.evaluate((html) => {
        const main = document.querySelector('main')
        if (main) main.innerHTML = html
      }, form())
      await fill(page)
      await page.click('[value=left]')
      await expectOneLead()
    })

    it('is seen when a script submits it', async () => {
      const page = await openForm(form())
      await fill(page)
      await page.evaluate(() => (document.querySelector('form') as HTMLFormElement).submit())
      await page.waitForURL('**/thanks')
      await expectOneLead()
    })

    it('is reported once when the page validates, waits and then submits it by script', async () => {
      const wait = `event.preventDefault(); setTimeout(() => this.submit(), 300)`
      const page = await openForm(form('', `onsubmit="${wait}"`))
      await fill(page)
      await page.click('[value=left]')
      await page.waitForURL('**/thanks')
      await expectOneLead()
    })

    it('is seen in an open shadow root', async () => {
      const page = await openForm('<div id="host"></div>')
      await page.evaluate((html) => {
        const root = document.querySelector('#host')?.attachShadow({ mode: 'open' })
        if (root) root.innerHTML = html
      }, form())
      await fill(page)
      await page.click('[value=left]')
      await page.waitForURL('**/thanks')
      await expectOneLead()
    })

    it.each(
      firstOf(2, [
        ['goes away', 'this.remove()'],
        ['makes room for another page', `setTimeout(() => (location.href = '/thanks'), 50)`],
        ['is hidden', `this.style.display = 'none'`],
        ['is emptied', 'this.reset()'],
        ['makes room for another view', `history.pushState({}, '', '/welcome')`],
        ['thanks', `document.body.append('Thank you')`],
      ]),
    )(
      'counts when it %s after something was sent that nobody can read, and not without',
      async (_, then) => {
        for (const [send, count] of [
          ['', 0],
          ["navigator.sendBeacon('/collect', new FormData(this));", 1],
        ] as const) {
          site.deliveries.length = 0
          const page = await openForm(
            form('', `onsubmit="event.preventDefault(); ${send} ${then}"`),
          )
          await fill(page)
          await page.click('[value=left]')
          if (count) await expectOneLead()
          else await expectNoLead()
        }
      },
    )

    it('keeps what was typed into an earlier step, and drops what a robot put into a trap', async () => {
      const page = await openForm(`<form id="signup" method="post" action="/thanks">
      <div id="one"><input name="email" type="email"><input name="first_name">
        <button type="button" onclick="one.hidden = true; two.hidden = false">Next</button></div>
      <div id="two" hidden><input name="company"><button>Send</button></div>
      <div style="position:absolute;left:-9999px"><input name="website"></div>
      <div style="position:absolute;top:-9999px"><input name="job_title"></div>
      <input name="address" style="position:fixed;transform:translateY(-2000px)">
      <input name="phone" style="display:none"><input name="city" style="opacity:0">
    </form>`)
      await page.fill('[name=email]', 'ann@acme.example')
      await page.fill('[name=first_name]', 'Ann')
      await page.evaluate(() => {
        for (const name of ['website', 'job_title', 'address', 'phone', 'city']) {
          const field = document.querySelector(`[name=${name}]`) as HTMLInputElement
          field.value = 'trapped'
          field.dispatchEvent(new Event('input', { bubbles: true }))
        }
      })
      await page.click('text=Next')
      await page.fill('[name=company]', 'Acme')
      await page.click('text=Send')
      const [identify] = await expectOneLead()
      expect(identify).toMatchObject({
        traits: { email: 'ann@acme.example', company: { name: 'Acme' } },
      })
      expect(JSON.stringify(site.deliveries)).not.toContain('trapped')
    })

    it.each(
      firstOf(1, [
        ['a dialog', '<div role="dialog" aria-hidden="true">', '</div>'],
        ['a section of a page', '<main aria-hidden="true"><section>', '</section></main>'],
        ['a list', '<ul aria-hidden="true"><li>', '</li></ul>'],
      ]),
    )('is seen in %s that is wrongly said to be hidden', async (_, begin, end) => {
      const page = await openForm(begin + form() + end)
      await fill(page)
      await page.click('[value=left]')
      await page.waitForURL('**/thanks')
      await expectOneLead()
    })

    it('is seen though its fields hide its members, and only a cursor says what sends it', async () => {
      site.answers.set('/api', { body: '{"ok":true}' })
      const page = await openForm(
        `<form id="signup">${FIELDS}<input name="getAttribute"><input name="closest"><input name="querySelectorAll">
         <input name="phone" value="+49 30 999" style="position:absolute;clip:rect(0,0,0,0);width:1px"><b id="go" style="cursor:pointer">Send</b></form>
         <script>go.addEventListener('click', () => fetch('/api', { method: 'POST', body: new FormData(signup) }))</script>`,
      )
      for (const [name, text] of [
        ['email', 'ann@acme.example'],
        ['first_name', 'Ann'],
      ] as const) {
        await page.evaluate((field) => document.getElementsByName(field)[0]?.focus(), name)
        await page.keyboard.type(text)
      }
      await page.click('#go')
      const [identify] = await expectOneLead()
      expect(JSON.stringify(identify)).not.toContain('30 999')
    })

    it.each(
      firstOf(1, [
        [
          'a button is pressed down',
          '<button type="button" onpointerdown="join()">Go</button>',
          'click',
        ],
        [
          'a blank is typed on what has the role of one',
          '<b role="button" tabindex="0" onkeydown="join()">Go</b>',
          'Space',
        ],
        [
          'a line is ended',
          '<input id="last" onkeydown="event.key === `Enter` && join()">',
          'Enter',
        ],
      ]),
    )('is reported once when %s and a script sends it at once', async (_, last, press) => {
      site.answers.set('/join', { body: '{"ok":true}' })
      const page = await openForm(
        `<form id="signup" onsubmit="return false">${FIELDS}${last}</form>
         <script>const join = () => fetch('/join', { method: 'POST', body: new FormData(signup) })</script>`,
      )
      await fill(page)
      const sender = page.locator('#signup > :last-child')
      await (press === 'click' ? sender.click() : sender.press(press))
      await expectOneLead()
    })

    it('is named by data-event, filled by data-trait and closed by data-ignore', async () => {
      const page = await openForm(
        `<form data-event="Newsletter Joined" method="post" action="/thanks"><input name="q17" data-trait="cfPlan">
       <input name="email"><input name="phone" data-ignore><label><input type="checkbox" name="nl"> Newsletter</label><button>Join</button></form>`,
      )
      await page.fill('[name=q17]', 'pro')
      await page.fill('[name=email]', 'ann@acme.example')
      await page.fill('[name=phone]', '555 0100')
      await page.click('text=Join')
      await site.until((all) => all.length === 2)
      expect(site.deliveries[0]).toMatchObject({ type: 'identify' })
      expect((site.deliveries[0] as { traits: object }).traits).toEqual({
        cfPlan: 'pro',
        email: 'ann@acme.example',
        subscriptionStatus: 2,
      })
      expect(tracked(site.deliveries)).toEqual(['Newsletter Joined'])
    })

    it('is none of ours when it tells nothing of a person, or the page did not ask', async () => {
      const page = await openForm(
        '<form method="get" action="/thanks"><input name="q"><button>Search</button></form>',
      )
      await page.fill('[name=q]', 'gears')
      await page.click('button')
      await page.waitForURL('**/thanks*')
      await expectNoLead()
      const other = await openForm(form(), '')
      await fill(other)
      await other.click('[value=left]')
      await other.waitForURL('**/thanks')
      await expectNoLead()
    })
  })
})
