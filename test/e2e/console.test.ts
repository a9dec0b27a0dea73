import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { launchBrowser } from '../helpers/browser.ts'
import { type Demo, startDemo } from '../helpers/demo.ts'

const TOKEN = 'demo-admin-token'
const PROBE = '"><img src=x onerror="alert(1)"><script>alert(2)</script>'

/** A busy machine takes this long to start workerd and a browser, a quiet one two seconds. */
const START_MS = 60_000

let keyboardTries = 0

describe('the console in a browser', { retry: 1 }, () => {
  let demo: Demo
  let browser: Browser

  beforeAll(async () => {
    ;[demo, browser] = await Promise.all([startDemo(), launchBrowser()])
  }, START_MS)

  afterEach(async () => void (await mend()))

  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  })

  it('opens to the token alone, and locks again', async () => {
    const page = await open()
    await logIn(page, 'not-the-token')
    await page.getByText('This is not the ADMIN_TOKEN of this edge.').waitFor()
    await logIn(page, TOKEN)
    await page.getByRole('heading', { name: 'Quota of the hour' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Quota of the hour' }).waitFor()
    await page.getByRole('button', { name: 'Lock' }).click()
    await page.getByLabel('Admin token').waitFor()
    expect(await page.evaluate(() => sessionStorage.length + document.cookie.length)).toBe(0)
  })

  it('shows each form with what it sent and whose the last lead was, by keyboard', async () => {
    const about = { anonymousId: 'browser-of-ivy', context: { form: { seconds: 9 } } }
    const properties = { formId: `plans ${PROBE}`, url: 'https://www.acme.example/plans' }
    await send(
      { type: 'identify', traits: { email: 'ivy@probe.example' }, ...about },
      { type: 'track', event: 'Form Submitted', properties, ...about },
    )
    const page = await opened()
    const { alarms } = watch(page)
    await page.locator('nav').getByRole('link', { name: 'Forms' }).focus()
    await page.keyboard.press('Enter')
    const form = page.getByRole('listitem').filter({ hasText: 'plans "><img' })
    await form.getByText('Delivered1').waitFor()
    expect(await form.textContent()).toMatch(/website · \/plans.*Sent1Delivered1Refused0/)
    await form.getByRole('img', { name: '1 sign-up in 28 days, the last today' }).waitFor()
    const week = page.getByRole('region', { name: 'The week in words' })
    await week.getByText('What needs you').or(week.getByText('Nothing needs you')).waitFor()
    await page.getByRole('region', { name: 'Leads by channel' }).getByText('not known').waitFor()
    await form.getByRole('link', { name: 'Last lead' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'ivy@probe.example', level: 1 }).waitFor()
    expect(alarms).toEqual([])
  })

  it('shows what people typed as text, wherever it shows it', async () => {
    await refuseAll('odd', `No: ${PROBE}`)
    for (const [name, email] of [
      ['fine', 'fine@probe.example'],
      ['odd', 'odd@probe.example'],
    ])
      await send(
        identify(email ?? '', { firstName: `${name}${PROBE}`, city: PROBE }),
        { type: 'group', userId: email, traits: { name: `Company ${PROBE}` } },
        { type: 'track', userId: email, event: PROBE, properties: { [PROBE]: PROBE } },
      )
    const page = await opened()
    const { alarms } = watch(page)
    for (const tab of ['Deliveries', 'Waiting', 'Dead letters']) {
      await page.locator('nav').getByRole('link', { name: tab }).click()
      await page.getByRole('heading', { name: tab, level: 1 }).waitFor()
      for (const row of await page.locator('summary').all()) await row.click()
    }
    await page.getByText(`No: ${PROBE}`).first().waitFor()
    await page.getByRole('link', { name: 'People' }).click()
    await page.getByRole('searchbox').fill('fine@')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'fine@probe.example' }).click()
    await page.getByText(`fine${PROBE}`).first().waitFor()
    await page.getByRole('button', { name: 'Delete this person' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await page.locator('img, #console script').count()).toBe(0)
    expect(alarms).toEqual([])
  })

  it('keeps what is unfolded, selected and scrolled to while new deliveries come in', async () => {
    await send(...Array.from({ length: 30 }, (_, i) => identify(`many${i}@list.example`)))
    const page = await opened()
    await page.getByRole('link', { name: 'Deliveries', exact: true }).click()
    const row = page.locator('details', { hasText: 'many3@list.example' }).first()
    await row.locator('summary').click()
    await row.locator('pre').first().selectText()
    await page.evaluate(() => scrollBy(0, 100))
    const before = await page.evaluate(() => getSelection()?.toString())
    await send(identify('late@list.example'))
    await page.getByText('late@list.example').first().waitFor()
    expect(await row.getAttribute('open')).not.toBeNull()
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(before)
    expect(before).toContain('many3@list.example')
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0)
  })

  it('mends with one click: what was refused is replayed and arrives', async () => {
    await refuseAll('mend.example', 'No such luck')
    await send(identify('ann@mend.example'), identify('ben@mend.example'))
    const page = await opened()
    await page.locator('nav').getByRole('link', { name: 'Dead letters' }).click()
    const group = page.locator('.group', { hasText: 'No such luck' })
    await group.getByRole('button', { name: 'Replay 2' }).waitFor()
    await mend()
    await group.getByRole('button', { name: 'Replay 2' }).click()
    await page.getByText('2 dead letters put back').waitFor()
    await vi.waitFor(async () => expect(await emails()).toContain('ben@mend.example'))
    expect(await emails()).toContain('ann@mend.example')
  })

  it('says what to do about a refused cause, that it still stands after a replay, and gives up letters', async () => {
    await refuseAll('stand.example', "Source can't be empty")
    await send(identify('ann@stand.example'), identify('ben@stand.example'))
    const page = await opened()
    await page.locator('nav').getByRole('link', { name: 'Dead letters' }).click()
    const group = page.locator('.group', { hasText: "Source can't be empty" })
    await group.getByText('Set DEFAULTS, such as {"leadSource"').waitFor()
    await page.locator('.state', { hasText: /leads? refused/ }).waitFor()
    await group.getByRole('button', { name: 'Replay 2' }).click()
    await page.getByText('2 put back, 2 refused again').waitFor()
    // The list may be a moment older than the message.
    await vi.waitFor(async () => {
      await group.getByRole('button', { name: 'Delete' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
      await page.getByText('2 dead letters deleted.').waitFor({ timeout: 2_000 })
    }, 20_000)
    await group.waitFor({ state: 'hidden' })
  })

  it('says what to do about a refused key and when it tries again, and tries now when told to', async () => {
    await simulator('faults', put({ rules: [{ answer: { status: 401 } }] }))
    await send(identify('zed@key.example'))
    const page = await opened({ width: 390, height: 844 })
    const trouble = page.getByRole('region', { name: 'What is wrong' })
    await trouble.getByText('npx wrangler secret put FRESHSALES_API_KEY').waitFor()
    await trouble.getByText(/Nothing is lost: \d+ leads? waits?, kept for seven days/).waitFor()
    await trouble.getByText(/Next try at \d\d:\d\d:\d\d/).waitFor()
    expect(await page.title()).toBe('API key refused · Console')
    expect(await cutOff(page, 'header > *, nav a')).toEqual([])
    await mend()
    await trouble.getByRole('button', { name: 'Try now' }).click()
    await vi.waitFor(async () => expect(await emails()).toContain('zed@key.example'))
    await trouble.getByText('FRESHSALES_API_KEY').first().waitFor({ state: 'hidden' })
  })

  it('looks stale while the edge cannot be reached', async () => {
    const page = await opened()
    const live = page.locator('.state:not(.stale)')
    await live.waitFor()
    await page.route('**/console/api/**', (route) => route.abort())
    await page.locator('.state.stale', { hasText: /^As of \d\d:\d\d:\d\d$/ }).waitFor()
    await page.getByText('The edge cannot be reached.').waitFor()
    expect(await live.count()).toBe(0)
    await page.unroute('**/console/api/**')
    await live.waitFor()
  })

  it('shows a person by name, with a link to the record and everything to take away', async () => {
    await send(identify('marit@away.example', { firstName: 'Marit', lastName: 'Vos' }))
    await vi.waitFor(async () => expect(await emails()).toContain('marit@away.example'))
    const page = await opened()
    await page.locator('nav').getByRole('link', { name: 'People' }).click()
    await page.getByRole('link', { name: 'marit@away.example' }).waitFor()
    expect(await download(page, 'Export (CSV)')).toMatch(/,marit@away.example,.*,Marit,Vos,/)
    await page.getByRole('searchbox').fill('arit vos')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Found: 1' }).waitFor()
    await page.getByRole('link', { name: 'marit@away.example' }).click()
    await page.getByRole('heading', { name: 'marit@away.example', level: 1 }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    const record = await page.getByRole('link', { name: /contact \d+ in Freshsales/ }).first()
    expect(await record.getAttribute('href')).toMatch(/\/crm\/sales\/contacts\/\d+$/)
    const json = JSON.parse(await download(page, 'Download all (JSON)')) as { fields: object[] }
    expect(json.fields).toContainEqual(expect.objectContaining({ name: 'last_name', value: 'Vos' }))
    expect(await download(page, 'Download as a page')).toMatch(/<th[^>]*>Last name<\/th><td>Vos</)
  })

  it('leads a newcomer to the first lead: what is wrong, the tag, a test lead that arrives and goes', async () => {
    const page = await open()
    let isConfigured = false
    await page.route('**/console/api/overview*', async (route) => {
      const response = await route.fetch()
      if (isConfigured) await route.fulfill({ json: { ...(await response.json()), isNew: true } })
      else await route.fulfill({ status: 503, json: { error: { code: 'configuration' } } })
    })
    await logIn(page, TOKEN)
    const welcome = page.getByRole('region', { name: 'To your first lead' })
    await welcome.getByText('FRESHSALES_API_KEY is accepted').waitFor()
    expect(await welcome.locator('pre').textContent()).toBe(
      `<script async src="${demo.site}/sdk.js" data-write-key="demo-write-key" data-pages data-forms></script>`,
    )
    isConfigured = true
    await welcome.getByRole('button', { name: 'Send a test lead' }).click()
    const lead = welcome.locator('.subject', { hasText: 'freshsales-edge-test+' })
    await lead.getByRole('link', { name: /^contact \d+/ }).waitFor()
    const tests = async () =>
      (await emails()).filter((each) => /^freshsales-edge-test\+/.test(each))
    expect(await tests()).toHaveLength(1)
    await lead.getByRole('button', { name: 'Delete' }).click()
    await page.getByLabel('Also forget the record in Freshsales').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('The record in Freshsales is forgotten as well.').waitFor()
    expect(await tests()).toEqual([])
    await welcome.getByRole('button', { name: 'Hide' }).click()
    await page.reload()
    await page.getByRole('heading', { name: 'Quota of the hour' }).waitFor()
    expect(await welcome.count()).toBe(0)
  })

  it('does not cut off the numbers of a busy hour', async () => {
    const page = await open()
    await page.route('**/console/api/overview*', async (route) => {
      const overview = (await (await route.fetch()).json()) as { flow: { hour: object[] } }
      overview.flow.hour.push({ ...overview.flow.hour.pop(), accepted: 240_000, delivered: 2_900 })
      await route.fulfill({ json: overview })
    })
    await logIn(page, TOKEN)
    await page.locator('.bars text', { hasText: '1.5K' }).waitFor()
    await page.locator('.bars text', { hasText: '300K' }).waitFor()
    const left = await page
      .locator('.bars')
      .evaluateAll((charts) =>
        charts.flatMap((chart) =>
          [...chart.querySelectorAll('text')].map(
            (text) => text.getBoundingClientRect().left - chart.getBoundingClientRect().left,
          ),
        ),
      )
    expect(Math.min(...left)).toBeGreaterThanOrEqual(0)
  })

  it('can be worked by keyboard: pause, delete a person, and think better of it', async () => {
    // Never taken again: a second try needs somebody else.
    const zoe = `zoe${++keyboardTries}@keys.example`
    await send(identify(zoe))
    const page = await opened()
    await page.getByRole('link', { name: 'People' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('searchbox').focus()
    await page.keyboard.type(zoe)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: zoe }).focus()
    await page.keyboard.press('Enter')
    await page
      .getByRole('link', { name: /contact \d+ in Freshsales/ })
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Delete this person' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Delete this person' }).press('Enter')
    for (const offer of ['Also forget the record in Freshsales', 'And never again'])
      await page.getByLabel(offer).press('Space')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).press('Enter')
    await page
      .getByText('1 address is never taken again. The record in Freshsales is forgotten as well.')
      .waitFor()
    expect(await emails()).not.toContain(zoe)
    await send(identify(zoe))
    await page.getByText('Kept out or cleaned: 1 event').waitFor()
    const address = page.getByRole('textbox', { name: 'E-mail address' })
    await address.fill(zoe.toUpperCase())
    await page.getByRole('button', { name: 'Take off' }).press('Enter')
    await page.getByText('Taken off the list: this address is taken again.').waitFor()
    expect(await emails()).not.toContain(zoe)
  })

  it('fits a phone', async () => {
    const page = await opened({ width: 390, height: 844 })
    for (const tab of ['Overview', 'Deliveries', 'Waiting', 'Dead letters', 'People']) {
      await page.getByRole('link', { name: tab, exact: false }).first().click()
      await page.locator(`nav a[aria-current]:has-text("${tab}")`).waitFor()
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow, tab).toBe(0)
    }
  })

  async function open(viewport = { width: 1280, height: 900 }): Promise<Page> {
    const context = await browser.newContext({ viewport })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.goto(`${demo.site}/console`)
    return page
  }

  async function opened(viewport?: { width: number; height: number }): Promise<Page> {
    const page = await open(viewport)
    await logIn(page, TOKEN)
    await page.getByRole('heading', { name: 'Newest deliveries' }).waitFor()
    return page
  }

  async function logIn(page: Page, token: string): Promise<void> {
    await page.getByLabel('Admin token').fill(token)
    await page.keyboard.press('Enter')
  }

  /** What must not happen: a dialog, an error, something that the policy had to stop. */
  function watch(page: Page): { alarms: string[] } {
    const alarms: string[] = []
    page.on('dialog', (dialog) => {
      alarms.push(dialog.message())
      void dialog.dismiss()
    })
    page.on('pageerror', (error) => alarms.push(error.message))
    page.on('console', (line) => line.type() === 'error' && alarms.push(line.text()))
    return { alarms }
  }

  const identify = (email: string, traits: object = {}) => ({
    type: 'identify',
    userId: email,
    traits: { email, ...traits },
  })

  async function send(...batch: object[]): Promise<void> {
    const body = JSON.stringify({ writeKey: 'demo-write-key', batch })
    const response = await fetch(`${demo.site}/v1/batch`, { method: 'POST', body })
    expect(response.status).toBe(200)
  }

  const simulator = async <Reply>(path: string, init?: RequestInit) =>
    (await (await fetch(`${demo.crm}/simulator/${path}`, init)).json()) as Reply

  const refuseAll = (body: string, message: string) =>
    simulator(
      'faults',
      put({
        rules: [
          {
            match: { body, path: 'upsert' },
            answer: { status: 400, body: { errors: { code: 400, message: [message] } } },
          },
        ],
      }),
    )

  const put = (body: object) => ({ method: 'PUT', body: JSON.stringify(body) })

  const mend = () => simulator('faults', put({ rules: [] }))

  /** What does not stand inside the window, or not in one line with its siblings. */
  const cutOff = (page: Page, selector: string) =>
    page.locator(selector).evaluateAll((elements) => {
      const seen = elements.filter((element) => !element.matches('.skip'))
      return seen.flatMap((element) => {
        const { left, right, height } = element.getBoundingClientRect()
        return left < 0 || right > innerWidth || height > 60 ? [element.textContent] : []
      })
    })

  async function download(page: Page, button: string): Promise<string> {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ])
    return readFileSync(await file.path(), 'utf8')
  }

  const emails = async () =>
    (await simulator<{ contacts: { email: string }[] }>('records')).contacts.map(
      ({ email }) => email,
    )
})
