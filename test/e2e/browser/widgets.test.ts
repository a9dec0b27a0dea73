import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { VERSION } from '../../../src/browser/version.ts'
import type { Event } from '../../../src/protocol/event.ts'
import { inEachBrowser } from '../../helpers/engines.ts'
import { errorsIn } from '../../helpers/visitor.ts'
import { browser, site, visitSitesWith } from '../../helpers/visits.ts'
import { pause, tracked } from '../../helpers/website.ts'

const BOOKED = {
  event: 'calendly.event_scheduled',
  payload: {
    event: { uri: 'https://api.calendly.com/scheduled_events/ABCD' },
    invitee: { uri: 'https://api.calendly.com/scheduled_events/ABCD/invitees/INVITEE0' },
  },
}

const JOINED = JSON.stringify({
  event: 'Tally.FormSubmitted',
  payload: {
    id: 'GG6z5L',
    formId: 'mRoDv3',
    formName: 'Newsletter',
    fields: [
      { id: 'a', title: 'E-mail', type: 'INPUT_EMAIL', answer: { value: 'ann@acme.example' } },
    ],
  },
})

const FRAME = '<iframe src="https://calendly.com/acme/demo"></iframe>'

inEachBrowser((engine) => {
  visitSitesWith(engine.launch)

  const files: string[] = []

  /** The hosts of the vendors answer on this machine: what a frame of theirs does is told by the test. */
  const visit = async (
    html: string,
    options: Parameters<typeof site.put>[2] = {},
  ): Promise<Page> => {
    site.put('/', `<title>home</title>${html}`, { attributes: 'data-forms', ...options })
    const page = await (await browser.newContext()).newPage()
    files.length = 0
    page.on('request', (request) => files.push(new URL(request.url()).pathname))
    for (const host of ['https://calendly.com', 'https://tally.so', 'https://evil.example'])
      await page.route(`${host}/**`, (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: route.request().url().includes('around') ? FRAME : '<p>widget</p>',
        }),
      )
    await page.goto(site.url('/'))
    await pause(1_000)
    return page
  }

  const sayFrom = async (page: Page, address: string, data: unknown): Promise<void> => {
    const frame = page.frames().find((one) => one.url().startsWith(address))
    await frame?.evaluate((data) => window.top?.postMessage(data, '*'), data as string)
    expect(frame, address).toBeDefined()
  }

  const booked = (): Promise<Event[]> =>
    site.until((all) => tracked(all).includes('Meeting Booked'))

  describe('a widget in its frame', () => {
    it('is reported once, with files that only its page loads', async () => {
      const page = await visit(FRAME)
      const errors = errorsIn(page)
      expect(files).toContain(`/sdk/${VERSION}/widgets/calendly.js`)
      expect(files.filter((file) => /widgets\//.test(file))).toHaveLength(1)
      await sayFrom(page, 'https://calendly.com', BOOKED)
      await sayFrom(page, 'https://calendly.com', BOOKED)
      const [event] = await booked()
      expect(event?.messageId).toBe('calendly-INVITEE0')
      await pause(500)
      expect(tracked(site.deliveries)).toEqual(['Meeting Booked'])
      expect(errors).toEqual([])
    })

    it('tells who it is where it knows', async () => {
      const page = await visit('<iframe src="https://tally.so/embed/mRoDv3"></iframe>')
      await sayFrom(page, 'https://tally.so', JOINED)
      const all = await site.until((events) => tracked(events).includes('Form Submitted'))
      expect(all).toMatchObject([
        { type: 'identify', traits: { email: 'ann@acme.example' } },
        { type: 'track', properties: { widget: 'Tally', formName: 'Newsletter' } },
      ])
    })

    it('is nobody else: not a foreign frame, a frame within one, nor the page', async () => {
      const page = await visit(
        `${FRAME}<iframe src="https://evil.example/plain"></iframe><iframe src="https://evil.example/around"></iframe>
        <iframe srcdoc="<p>own</p>"></iframe><iframe sandbox="allow-scripts" src="https://calendly.com/sandboxed"></iframe>`,
      )
      const within = page.frames().filter((one) => one.url() === 'https://calendly.com/acme/demo')
      expect(within).toHaveLength(2)
      const nested = within.find((one) => one.parentFrame()?.url().includes('evil'))
      await nested?.evaluate((data) => window.top?.postMessage(data, '*'), BOOKED)
      await sayFrom(page, 'https://evil.example/plain', BOOKED)
      await sayFrom(page, 'about:srcdoc', BOOKED)
      await sayFrom(page, 'https://calendly.com/sandboxed', BOOKED)
      await page.evaluate((data) => window.postMessage(data, '*'), BOOKED)
      await pause(1_500)
      expect(site.deliveries).toEqual([])
      await sayFrom(page, 'https://calendly.com/acme', BOOKED)
      await booked()
    })

    it('that comes later is passed the campaign and the id before it loads, and never loads twice', async () => {
      const page = await visit(FRAME)
      await page.evaluate(() => {
        history.replaceState(null, '', '/?utm_source=late')
        const frame = document.createElement('iframe')
        frame.src = 'https://calendly.com/acme/popup'
        document.body.append(frame)
      })
      await pause(1_000)
      const addresses = page.frames().map((one) => one.url())
      const popup = addresses.find((url) => url.includes('popup'))
      const id = await page.evaluate('analytics.user().anonymousId')
      expect(new URL(`${popup}`).searchParams.get('salesforce_uuid')).toBe(id)
      expect(addresses).toContain('https://calendly.com/acme/demo')
      expect(files.filter((file) => file === '/acme/demo')).toHaveLength(1)
    })

    it('is reported under a strict policy with a nonce and Trusted Types', async () => {
      const page = await visit(FRAME, {
        attributes: 'data-forms nonce="abc"',
        policy: `default-src 'none'; script-src 'nonce-abc'; frame-src https://calendly.com; connect-src 'self' COLLECTOR; require-trusted-types-for 'script'; trusted-types freshsales-edge`,
      })
      await sayFrom(page, 'https://calendly.com', BOOKED)
      await booked()
    })

    it('is reported where the tag has a hash, and so have the files', async () => {
      const hash = createHash('sha384').update(readFileSync('dist/sdk.js')).digest('base64')
      const page = await visit(FRAME, {
        attributes: `data-forms integrity="sha384-${hash}" crossorigin="anonymous"`,
      })
      await sayFrom(page, 'https://calendly.com', BOOKED)
      await booked()
    })
  })

  it('the inspector names it, and what it has told', async () => {
    const page = await visit(FRAME)
    await page.goto(site.url('/?analytics_debug=dry'))
    const panel = page.locator('fse-inspector aside')
    await panel.getByText('Calendly is on the page').waitFor()
    await pause(1_000)
    await sayFrom(page, 'https://calendly.com', BOOKED)
    await panel.getByText('Calendly: Meeting Booked; the page is not told by whom').waitFor()
  })

  it('a page without a widget loads nothing of them', async () => {
    await visit('<iframe src="https://evil.example/plain"></iframe><img src="/meet.png"><input>')
    expect(files.filter((file) => /widgets/.test(file))).toEqual([])
  })
})
