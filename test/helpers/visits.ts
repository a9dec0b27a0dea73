import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { openWebsite, type Website } from './website.ts'

/** The browser of the running tests, which they share. */
export let browser: Browser

/** The website of the running test: each has a new one, which nothing of an earlier test can reach. */
export let site: Website

/** Gives the tests beside it a browser, and each of them a site of its own; closes what was opened. */
export function visitSitesWith(launch: () => Promise<Browser>): void {
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    site = await openWebsite()
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await site.close()
  })
}
