import type { Browser, Page, Response } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { launchBrowser } from '../helpers/browser.ts'
import { countCallsWith, findContact, hangNextCallWith } from '../helpers/crm.ts'
import { type Demo, startDemo } from '../helpers/demo.ts'

const AD = '/?utm_source=google&utm_medium=cpc&utm_campaign=spring'

/** Promised: a submitted form is a contact within three seconds, its timeline entry included. */
const ARRIVES = { timeout: 3_000, interval: 100 }

/** A busy machine takes this long to start workerd and a browser, a quiet one two seconds. */
const START_MS = 60_000

describe('a visitor of the demo site', () => {
  let demo: Demo
  let browser: Browser

  beforeAll(async () => {
    ;[demo, browser] = await Promise.all([startDemo(), launchBrowser()])
  }, START_MS)

  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  })

  it('is in the CRM within three seconds of signing up, with the whole story', {
    retry: 1,
  }, async () => {
    const page = await visit(AD)
    await page.click('text=Pricing')
    await page.click('text=Try Pro for 30 days')
    await signUp(page, { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@oakmoor.example' })

    const contact = await vi.waitFor(async () => {
      const found = await findContact(demo.crm, 'ada@oakmoor.example')
      expect(found?.timeline).toHaveLength(1)
      return found
    }, ARRIVES)

    expect(contact).toMatchObject({
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@oakmoor.example',
      work_number: '+31 10 555 0134',
      job_title: 'Site manager',
      city: 'Rotterdam',
      country: 'Netherlands',
      campaign: 'spring',
      medium: 'cpc',
      custom_field: { cf_plan: 'Pro' },
      sales_accounts: [{ name: 'Oakmoor Foods' }],
    })
    const entry = contact?.timeline[0]?.description
    expect(entry).toContain('Berthline: dock scheduling for warehouses')
    expect(entry).toContain('Pricing · Berthline')
    expect(entry).toContain('Plan Chosen (plan: Pro)')
  })

  it('arrives although everything was killed behind the acknowledgement', async () => {
    const email = 'grace@nordvik.example'
    await hangNextCallWith(demo.crm, email)
    const page = await visit('/signup')
    const acknowledged = page.waitForResponse(
      (response) => response.request().postData()?.includes(email) === true && isBatch(response),
    )
    await signUp(page, { first_name: 'Grace', last_name: 'Hopper', email })
    expect((await acknowledged).status()).toBe(200)
    // The nastiest moment: the call has left, and nobody knows what became of it.
    await vi.waitFor(async () => expect(await countCallsWith(demo.crm, email)).toBe(1), ARRIVES)
    expect(await findContact(demo.crm, email)).toBeUndefined()
    await demo.kill()
    await page.context().close()

    await demo.restart()
    await vi.waitFor(async () => {
      expect(await findContact(demo.crm, email)).toMatchObject({
        first_name: 'Grace',
        sales_accounts: [{ name: 'Oakmoor Foods' }],
      })
    }, ARRIVES)
  })

  it('is in the CRM after a form that leaves the page', async () => {
    const page = await visit('/')
    await page.fill('#newsletter [name=email]', 'mary@tessel.example')
    await page.click('text=Subscribe')
    await page.waitForURL('**/thanks')
    await vi.waitFor(async () => {
      expect(await findContact(demo.crm, 'mary@tessel.example')).toBeDefined()
    }, ARRIVES)
  })

  it('is not in the CRM when the site refuses the sign-up', async () => {
    const page = await visit('/signup')
    await fill(page, { first_name: 'No', last_name: 'One', email: 'no.one@tessel.example' })
    await page.fill('[name=phone]', '12')
    await page.click('text=Create my account')
    await page.getByText('We could not ring you').waitFor()
    await signUp(page, { first_name: 'Joan', last_name: 'Clarke', email: 'joan@tessel.example' })
    await vi.waitFor(async () => {
      expect(await findContact(demo.crm, 'joan@tessel.example')).toBeDefined()
    }, ARRIVES)
    expect(await findContact(demo.crm, 'no.one@tessel.example')).toBeUndefined()
  })

  it('is seen on every stop of the client-side tour, under its own title', async () => {
    const page = await visit('/tour')
    await page.click('text=Next: booking')
    await page.click('text=Next: the yard')
    await page.click('text=Next: reports')
    await page.locator('.stop:visible').getByText('Start free').click()
    await signUp(page, { first_name: 'Edsger', last_name: 'D', email: 'edsger@brandt.example' })
    await vi.waitFor(async () => {
      const contact = await findContact(demo.crm, 'edsger@brandt.example')
      const entry = contact?.timeline[0]?.description ?? ''
      for (const title of ['Your doors', 'Booking', 'The yard', 'Reports']) {
        expect(entry).toContain(`${title} · Berthline tour`)
      }
    }, ARRIVES)
  })

  it.each(['/', '/pricing', '/blog/twenty-one-minutes', '/signup', '/tour/yard', '/thanks'])(
    'meets no error on %s',
    async (path) => {
      const faults: string[] = []
      const page = await newPage()
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (line) => line.type() === 'error' && faults.push(line.text()))
      await page.goto(demo.site + path, { waitUntil: 'networkidle' })
      expect(await page.title()).toContain('Berthline')
      expect(faults).toEqual([])
    },
  )

  async function visit(path: string): Promise<Page> {
    const page = await newPage()
    await page.goto(demo.site + path)
    return page
  }

  /** Each in a profile of its own: somebody who was never here. */
  async function newPage(): Promise<Page> {
    const context = await browser.newContext()
    onTestFinished(() => context.close())
    return context.newPage()
  }
})

type Person = { first_name: string; last_name: string; email: string }

async function signUp(page: Page, person: Person): Promise<void> {
  await fill(page, person)
  await page.click('text=Create my account')
  await page.getByText(`Welcome aboard, ${person.first_name}`).waitFor()
}

async function fill(page: Page, person: Person): Promise<void> {
  const fields = {
    ...person,
    phone: '+31 10 555 0134',
    company: 'Oakmoor Foods',
    job_title: 'Site manager',
    city: 'Rotterdam',
  }
  const form = page.locator('#signup')
  for (const [name, value] of Object.entries(fields)) {
    await form.locator(`[name=${name}]`).fill(value)
  }
  await form.locator('[name=country]').selectOption('Netherlands')
}

const isBatch = (response: Response): boolean => new URL(response.url()).pathname.startsWith('/v1/')
