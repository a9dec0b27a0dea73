import { readFileSync } from 'node:fs'
import type axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchBrowser } from '../helpers/browser.ts'
import { type Demo, startDemo } from '../helpers/demo.ts'
import { isFull } from '../shop/effort.ts'

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

/** Widths and colours depend little on each other: `npm test` takes the first two in turns. */
const VARIANTS = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
] as const
const START_MS = 60_000

interface Calls {
  calls: { path: string; status: number | null }[]
}

/** What keeps somebody from using a page. */
const SERIOUS: readonly unknown[] = ['serious', 'critical']

describe('every page can be used by everybody, light and dark, on a desk and on a phone', () => {
  let demo: Demo
  let browser: Browser
  let page: Page
  let states = 0

  beforeAll(async () => {
    ;[demo, browser] = await Promise.all([startDemo(), launchBrowser()])
    page = await browser.newPage()
    await fill()
  }, START_MS)

  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  })

  it.each(['/', '/tour', '/pricing', '/signup', '/thanks', '/blog/twenty-one-minutes', '/nowhere'])(
    'the website: %s',
    async (path) => {
      await page.goto(demo.site + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await faults()).toEqual([])
    },
  )

  it('the CRM', async () => {
    for (const list of ['contacts', 'accounts', 'deals', 'leads', 'calls']) {
      await page.goto(`${demo.crm}/#/${list}`)
      await page.locator('#list li').first().waitFor()
      expect(await faults(), list).toEqual([])
    }
    await page.locator('#list summary').first().click()
    expect(await faults(), 'an opened call').toEqual([])
    await page.goto(`${demo.crm}/#/contacts`)
    await page.locator('#list a').first().click()
    await page.getByRole('complementary', { name: 'Details' }).waitFor()
    expect(await faults(), 'a contact').toEqual([])
  })

  it('the console, locked, with data and in trouble', async () => {
    await page.goto(`${demo.site}/console`)
    await page.getByLabel('Admin token').waitFor()
    expect(await faults(), 'locked').toEqual([])
    await page.getByLabel('Admin token').fill('demo-admin-token')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Try now' }).waitFor()
    expect(await faults(), 'in trouble').toEqual([])
    for (const tab of ['Deliveries', 'Forms', 'Waiting', 'Dead letters', 'People']) {
      await page.locator('nav').getByRole('link', { name: tab }).click()
      await page.getByRole('heading', { name: tab, level: 1 }).waitFor()
      for (const row of (await page.locator('summary').all()).slice(0, 2)) await row.click()
      expect(await faults(), tab).toEqual([])
    }
    await page.getByRole('link', { name: 'ann@far.example' }).click()
    await page.getByRole('heading', { name: 'Fields' }).waitFor()
    expect(await faults(), 'a person').toEqual([])
    await page.getByRole('button', { name: 'Delete this person' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await faults(), 'a question').toEqual([])
  })

  it('the console of a newcomer, and without a token', async () => {
    await page.route('**/console/api/overview*', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ json: { ...(await response.json()), isNew: true } })
    })
    await page.goto(`${demo.site}/console`)
    await page.getByText('FRESHSALES_API_KEY is accepted').waitFor()
    expect(await faults(), 'to the first lead').toEqual([])
    await page.unroute('**/console/api/overview*')
    await page.route('**/console', async (route) => {
      const html = await (await route.fetch()).text()
      await route.fulfill({
        contentType: 'text/html',
        body: html.replace('id="console"', 'id="console" data-shut'),
      })
    })
    await page.goto(`${demo.site}/console`)
    await page.getByRole('heading', { name: 'The console has no key yet' }).waitFor()
    expect(await faults(), 'shut').toEqual([])
    await page.unroute('**/console')
  })

  /** Somebody who is there, somebody who was refused, somebody who waits, and a key that is refused. */
  async function fill(): Promise<void> {
    await simulator('seed', 'POST')
    await identify('ann@far.example', { city: 'Rome', cf_nowhere: 'x' })
    await whenSettled('/contacts/upsert', 1)
    await refuse({
      status: 400,
      body: { errors: { code: 400, message: ["Source can't be empty"] } },
    })
    await identify('ben@far.example')
    await whenSettled('/contacts/upsert', 2)
    await refuse({ status: 401 })
    await identify('eve@far.example')
    await whenSettled('/contacts/upsert', 3)
  }

  async function identify(email: string, traits: object = {}): Promise<void> {
    const batch = [
      { type: 'identify', userId: email, traits: { email, ...traits } },
      { type: 'page', userId: email, properties: { url: 'https://www.acme.example/pricing' } },
    ]
    const body = JSON.stringify({ writeKey: 'demo-write-key', batch })
    expect((await fetch(`${demo.site}/v1/batch`, { method: 'POST', body })).status).toBe(200)
  }

  async function whenSettled(path: string, count: number): Promise<void> {
    await vi.waitFor(
      async () => {
        const { calls } = await simulator<Calls>('calls')
        const answered = calls.filter((call) => call.path.endsWith(path) && call.status !== null)
        expect(answered.length).toBeGreaterThanOrEqual(count)
      },
      { timeout: 20_000 },
    )
  }

  const refuse = (answer: object) =>
    simulator('faults', 'PUT', { rules: [{ match: { path: 'upsert' }, answer }] })

  async function simulator<Reply>(path: string, method = 'GET', body?: object): Promise<Reply> {
    const init = { method, ...(body && { body: JSON.stringify(body) }) }
    return (await (await fetch(`${demo.crm}/simulator/${path}`, init)).json()) as Reply
  }

  /** What axe finds serious on the page as it is now, in each width and colour scheme. */
  async function faults(): Promise<string[]> {
    const found: string[] = []
    const tried = isFull ? VARIANTS : [VARIANTS[states++ % 2 ? 1 : 0]]
    // As a debugger would: no page's policy lets a test bring a script of its own.
    await page.evaluate(AXE)
    for (const { width, colorScheme } of tried) {
      await page.setViewportSize({ width, height: 844 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
      )
      for (const { id, impact, nodes } of violations)
        if (SERIOUS.includes(impact))
          found.push(
            `${width} ${colorScheme}: ${id}: ${nodes.map(({ target }) => target).join(', ')}`,
          )
    }
    return found
  }
})
