import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Website } from './website.ts'

/** Opens a page of the site in a browser of its own, and waits for the library when it has one. */
export async function openPage(
  browser: Browser,
  site: Website,
  path = '/',
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await page.goto(site.url(path))
  await untilReady(page)
  return page
}

/** Resolves once the library has taken over from a stub, or started without one. */
export const untilReady = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => {
    const { analytics } = window as never as { analytics?: { track?: unknown; calls?: unknown } }
    return (
      !document.querySelector('script[data-write-key]') || (analytics?.track && !analytics.calls)
    )
  })
}

/** Collects what is thrown into a page, now and on the pages it goes to. */
export const errorsIn = (page: Page): string[] => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(`${error}`))
  return errors
}

/** How many events wait in the storage that all pages of the site share. */
export const storedEvents = (page: Page): Promise<number> =>
  page.evaluate(`Object.keys(localStorage).filter((key) => key.startsWith('fse.q')).length`)
