import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { launchBrowser } from '../helpers/browser.ts'
import { openPage, untilReady } from '../helpers/visitor.ts'
import { browser, site, visitSitesWith } from '../helpers/visits.ts'
import { pause, tracked } from '../helpers/website.ts'
import { isFull } from '../shop/effort.ts'

/** Who writes from there is refused. */
const REFUSED = 'ann@refused.example'
const TAKEN = 'ann@acme.example'

visitSitesWith(() => launchBrowser())

/** Long enough for whatever would be reported a second time. */
const SETTLED_MS = 1_500

/** What counts in the end: who was told of, without those whom a later page took back. */
const people = (): unknown[] => {
  const withdrawn = site.deliveries.flatMap(
    ({ context }) => (Object(context?.['form']).withdraws ?? []) as string[],
  )
  return site.deliveries.flatMap((event) =>
    event.type === 'identify' && !withdrawn.includes(event.messageId) ? [event.traits] : [],
  )
}

describe.skipIf(!isFull)('Webflow (npm run test:all)', () => {
  /** As its designer publishes a form block, and what webflow.js does with it. */
  const FORM = `<div class="w-form"><form id="email-form" name="email-form" data-name="Email Form" method="get" data-wf-page-id="64f" data-wf-element-id="1a2">
    <label for="name">Name</label><input class="w-input" maxlength="256" name="name" data-name="Name" placeholder="" type="text" id="name">
    <label for="email">Email Address</label><input class="w-input" maxlength="256" name="email" data-name="Email" placeholder="" type="email" id="email" required>
    <label class="w-checkbox"><input type="checkbox" name="newsletter" id="newsletter" data-name="Newsletter" class="w-checkbox-input"><span class="w-form-label" for="newsletter">Send me the newsletter</span></label>
    <input type="submit" data-wait="Please wait..." class="w-button" value="Submit"></form>
    <div class="w-form-done" tabindex="-1" role="region" aria-label="Email Form success" style="display:none"><div>Thank you! Your submission has been received!</div></div>
    <div class="w-form-fail" tabindex="-1" role="region" aria-label="Email Form failure" style="display:none"><div>Oops! Something went wrong while submitting the form.</div></div></div>
    <script>
    const form = document.querySelector('.w-form form')
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      const body = new URLSearchParams({ name: form.dataset.name, pageId: form.dataset.wfPageId, elementId: form.dataset.wfElementId, source: location.href, test: 'false' })
      for (const field of form.querySelectorAll('.w-input, .w-checkbox-input'))
        body.append('fields[' + field.dataset.name + ']', field.type === 'checkbox' ? field.checked : field.value)
      const request = new XMLHttpRequest()
      request.open('POST', '/api/v1/form/580e63e9')
      request.setRequestHeader('accept', 'application/json, text/javascript, */*; q=0.01')
      const after = (isDone) => {
        form.style.display = isDone ? 'none' : 'block'
        document.querySelector('.w-form-done').style.display = isDone ? 'block' : 'none'
        document.querySelector('.w-form-fail').style.display = isDone ? 'none' : 'block'
      }
      request.onload = () => after(request.status === 200 && JSON.parse(request.responseText).code === 200)
      request.onerror = () => after(false)
      request.send(body)
    })
    </script>`

  const send = async (page: Page, email: string, shown: string): Promise<void> => {
    await page.fill('[name=name]', 'Ann Lee')
    await page.fill('[name=email]', email)
    await page.check('[name=newsletter]')
    await page.click('[type=submit]')
    await page.getByText(shown).waitFor()
  }

  it.each([
    ['a status', { status: 429, body: '{"msg":"Too Many Requests","code":429}' }],
    ['its answer', { body: '{"msg":"Form is disabled","code":403}' }],
  ])('reports a form once, when it was refused by %s and then taken', async (_, refusal) => {
    site.put('/', `<title>join</title>${FORM}`, { attributes: 'data-forms' })
    site.answers.set('/api/v1/form/580e63e9', refusal)
    const page = await openPage(browser, site)
    await send(page, REFUSED, 'Oops! Something went wrong')
    await pause(700)
    expect(site.deliveries).toEqual([])
    site.answers.set('/api/v1/form/580e63e9', { body: '{"msg":"ok","code":200}' })
    await send(page, TAKEN, 'Thank you!')
    await site.until((all) => tracked(all).length > 0)
    await pause(SETTLED_MS)
    expect(site.deliveries.map(({ type }) => type)).toEqual(['identify', 'track'])
    expect(people()).toMatchObject([{ email: TAKEN, name: 'Ann Lee', subscriptionStatus: 1 }])
  })
})

describe.skipIf(!isFull)('Shopify (npm run test:all)', () => {
  let shop: Server | undefined
  afterEach(() => {
    shop?.closeAllConnections()
    shop?.close()
  })

  /** Forms as the theme Dawn has them, and a store that answers as Shopify does. */
  const contact = (email = '', errors = '', thanks = '') =>
    `<form method="post" action="/contact#ContactForm" id="ContactForm" accept-charset="UTF-8" class="isolate"><input type="hidden" name="form_type" value="contact"><input type="hidden" name="utf8" value="✓">${thanks}${errors}
    <div class="field"><input class="field__input" autocomplete="name" type="text" id="ContactForm-name" name="contact[Name]" value="" placeholder="Name"><label class="field__label" for="ContactForm-name">Name</label></div>
    <div class="field field--with-error"><input autocomplete="email" type="email" id="ContactForm-email" class="field__input" name="contact[email]" spellcheck="false" autocapitalize="off" value="${email}" aria-required="true" ${errors && 'aria-invalid="true" aria-describedby="ContactForm-email-error"'} placeholder="Email"><label class="field__label" for="ContactForm-email">Email <span aria-hidden="true">*</span></label></div>
    <div class="field"><input type="tel" id="ContactForm-phone" class="field__input" autocomplete="tel" name="contact[Phone number]" pattern="[0-9\\-]*" value="" placeholder="Phone number"><label class="field__label" for="ContactForm-phone">Phone number</label></div>
    <div class="field"><textarea rows="10" class="text-area field__input" id="ContactForm-body" name="contact[Comment]" placeholder="Comment"></textarea><label class="form__label field__label" for="ContactForm-body">Comment</label></div>
    <div class="contact__button"><button type="submit" class="button">Send</button></div></form>`
  const newsletter = (thanks = '') =>
    `<form method="post" action="/contact#ContactFooter" id="ContactFooter" accept-charset="UTF-8" class="footer__newsletter newsletter-form"><input type="hidden" name="form_type" value="customer"><input type="hidden" name="utf8" value="✓"><input type="hidden" name="contact[tags]" value="newsletter">
    <div class="field"><input id="NewsletterForm--footer" type="email" name="contact[email]" class="field__input" value="" aria-required="true" autocorrect="off" autocapitalize="off" autocomplete="email" placeholder="Email" required><label class="field__label" for="NewsletterForm--footer">Email</label><button type="submit" class="newsletter-form__button field__button" name="commit" id="Subscribe" aria-label="Subscribe">→</button></div>${thanks}</form>`

  const ERRORS = `<h2 class="form-status caption-large text-body" role="alert" tabindex="-1" autofocus>Please adjust the following:</h2><ul class="form-status-list caption-large"><li><a href="#ContactForm-email" class="link">Email is invalid</a></li></ul>`
  const SENT = `<h2 class="form-status form-status-list form__message" tabindex="-1" autofocus>Thanks for contacting us. We'll get back to you as soon as possible.</h2>`
  const SUBSCRIBED = `<h3 class="newsletter-form__message newsletter-form__message--success form__message" id="ContactFooter-success" tabindex="-1" autofocus>Thanks for subscribing</h3>`

  const openShop = async (): Promise<Page> => {
    const page = (content: string) =>
      `<!doctype html><meta charset="utf-8"><title>Contact</title>${site.tag('data-forms')}${content}`
    shop = createServer(async (request, response) => {
      const url = new URL(request.url ?? '/', 'http://shop')
      if (url.pathname.endsWith('.js')) {
        const file = await readFile(`dist${url.pathname}`)
        response.setHeader('content-type', 'text/javascript').end(file)
        return
      }
      response.setHeader('content-type', 'text/html')
      if (request.method !== 'POST') {
        const isSent = url.searchParams.has('contact_posted')
        const isSubscribed = url.searchParams.has('customer_posted')
        response.end(
          page(contact('', '', isSent ? SENT : '') + newsletter(isSubscribed ? SUBSCRIBED : '')),
        )
        return
      }
      let body = ''
      for await (const chunk of request) body += chunk
      const form = new URLSearchParams(body)
      const email = form.get('contact[email]') ?? ''
      if (email === REFUSED) response.end(page(contact(email, ERRORS) + newsletter()))
      else {
        const posted = form.get('form_type') === 'contact' ? 'contact_posted' : 'customer_posted'
        response.writeHead(302, { location: `/pages/contact?${posted}=true` }).end()
      }
    })
    await new Promise<void>((done) => shop?.listen(0, '127.0.0.1', done))
    const { port } = shop.address() as AddressInfo
    const context = await browser.newContext()
    const opened = await context.newPage()
    await opened.goto(`http://shop.localhost:${port}/pages/contact`)
    await untilReady(opened)
    return opened
  }

  it('reports the contact form once, when it was refused and then taken', async () => {
    const page = await openShop()
    const send = async (email: string, shown: string): Promise<void> => {
      await page.fill('#ContactForm-name', 'Ann Lee')
      await page.fill('#ContactForm-email', email)
      await page.fill('#ContactForm-phone', '31-10-5550134')
      await page.fill('#ContactForm-body', 'Do you deliver to Rotterdam?')
      await page.click('text=Send')
      await page.getByText(shown).waitFor()
      await untilReady(page)
    }
    await send(REFUSED, 'Email is invalid')
    await site.until((all) => tracked(all).includes('Form Refused'))
    await send(TAKEN, 'Thanks for contacting us')
    await site.until((all) => tracked(all).includes('Form Confirmed'))
    await pause(SETTLED_MS)
    const message = 'Do you deliver to Rotterdam?'
    expect(people()).toMatchObject([
      { email: TAKEN, name: 'Ann Lee', phone: '31-10-5550134', message },
    ])
  })

  it('reports a subscription to the newsletter', async () => {
    const page = await openShop()
    await page.fill('#NewsletterForm--footer', TAKEN)
    await page.click('#Subscribe')
    await page.getByText('Thanks for subscribing').waitFor()
    await site.until((all) => tracked(all).includes('Form Confirmed'))
    await pause(SETTLED_MS)
    expect(people()).toMatchObject([{ email: TAKEN }])
  })
})
