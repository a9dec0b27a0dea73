import type { Browser, Page } from 'playwright-core'
import { pause } from '../../../helpers/website.ts'
import type { Library } from '../libraries/library.ts'
import { openSite } from '../site/site.ts'
import { type ScriptTime, scriptTimeOf } from './trace.ts'

/** A middling phone, as Lighthouse has it. */
const THROTTLE = 4

/** Our cookie is written two seconds after the start, and is part of the price. */
const WATCHED_MS = 2_300

/** Script time of a first page view, in a browser context that has never seen the site. */
export async function measureVisit(browser: Browser, library: Library): Promise<ScriptTime> {
  const site = await openSite({ library: library.file, head: library.head })
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await throttle(page)
    await browser.startTracing(page, { categories: ['-*', 'devtools.timeline', 'v8'] })
    await page.goto(site.home)
    await pause(WATCHED_MS)
    const trace = await browser.stopTracing()
    if (library.head && !library.isQuiet && !site.collector.taken.length)
      throw new Error(`${library.name} sent no page view within ${WATCHED_MS} ms`)
    return scriptTimeOf(trace.toString(), site.home)
  } finally {
    await context.close()
    site.close()
  }
}

async function throttle(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE })
}
