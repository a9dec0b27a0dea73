import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startTestServer, type TestServer } from '../../src/testing/startTestServer.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { EXAMPLES } from './examples.ts'
import { startExample } from './startExample.ts'

const AD = '/?utm_source=google&utm_medium=cpc&utm_campaign=spring'

/** A first installation fetches some hundred packages, and a busy machine builds for minutes. */
const BUILD_MS = 8 * 60_000

let edge: TestServer
let browser: Browser

beforeAll(async () => {
  ;[edge, browser] = await Promise.all([startTestServer(), launchBrowser()])
})
afterAll(async () => {
  await Promise.all([browser?.close(), edge?.stop()])
})

describe.each(EXAMPLES)('examples/%s', (name) => {
  it('brings a sign-up, and no refused one, into the CRM', { timeout: BUILD_MS }, async () => {
    const example = await startExample(name, edge.url)
    onTestFinished(example.stop)
    const page = await browser.newPage()
    onTestFinished(() => page.close())
    await page.goto(example.url + AD)
    await navigateSoftly(page, 'Pricing')
    await navigateSoftly(page, 'Join')
    const [taken, email] = [`taken@${name}.example`, `ann@${name}.example`]
    await signUp(page, taken, 'This address is taken.')
    await edge.expectNoLead({ email: taken }, { within: 500 })
    await signUp(page, email, 'Thank you!')
    const contact = await edge.expectLead({
      email,
      firstName: 'Ann',
      campaign: 'spring',
      medium: 'cpc',
      timeline: [{ description: /Pricing Berthline/ }],
    })
    expect(contact.timeline).toHaveLength(1)
    await edge.expectNoLead({ email: taken }, { within: 0 })
  })
})

/** The page stays, and only what it shows changes. */
async function navigateSoftly(page: Page, title: string): Promise<void> {
  await page.evaluate('window.stays = true')
  await page.getByRole('link', { name: title }).click()
  await page.waitForFunction(`document.title === '${title} Berthline'`)
  await page.getByRole('heading', { name: title }).waitFor()
  expect(await page.evaluate('window.stays')).toBe(true)
  // A visitor looks at a page; what is left at once is a redirect.
  await page.waitForTimeout(300)
}

async function signUp(page: Page, email: string, answer: string): Promise<void> {
  await page.getByLabel('First name').fill('Ann')
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.getByText(answer).waitFor()
}
