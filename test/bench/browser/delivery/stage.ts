import type { Browser, BrowserContext, Page } from 'playwright-core'
import { pause } from '../../../helpers/website.ts'
import type { Library } from '../libraries/library.ts'
import { openSite, type Site } from '../site/site.ts'

/** A visitor with a browser context and a site of their own. */
export interface Stage {
  site: Site
  /** Opens a page of the site, and waits until its library has settled. */
  open: () => Promise<Page>
  /** Tracks events by their numbers in one tick, and runs `then` in the same. */
  track: (page: Page, events: number[], then?: string) => Promise<void>
  /** Waits until the events have come, or as long as is told. */
  wait: (events: number[], atMostMs: number) => Promise<void>
  /** How often each has arrived, and after how many seconds the last of them. */
  outcome: (events: number[]) => Outcome
}

export interface Outcome {
  counts: number[]
  seconds: number
}

const SETTLE_MS = 900

/** The way to the collector is long enough to leave a page meanwhile. */
const ANSWERS_AFTER_MS = 300

/** So long after the last event arrived, another copy of it may. */
const COPY_WAIT_MS = 1_000

const LOOK_EVERY_MS = 50

/** Unlike anything else that libraries send. */
const nameOf = (event: number): string => `bench-event-${event}.`

export async function withStage<Result>(
  browser: Browser,
  library: Library,
  play: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const site = await openSite({
    library: library.file,
    head: library.head,
    answersAfterMs: ANSWERS_AFTER_MS,
  })
  const context = await browser.newContext()
  try {
    return await play(stageOf(site, context))
  } finally {
    await context.close()
    site.close()
  }
}

function stageOf(site: Site, context: BrowserContext): Stage {
  const { collector } = site
  let since = 0
  const bodiesWith = (event: number) =>
    collector.taken.filter(({ body }) => body.includes(nameOf(event)))
  return {
    site,
    async open() {
      const page = await context.newPage()
      await page.goto(site.home)
      await page.waitForFunction('window.trackIt')
      await pause(SETTLE_MS)
      return page
    },
    async track(page, events, then = '') {
      since ||= Date.now()
      await page.evaluate(
        `for (const name of ${JSON.stringify(events.map(nameOf))}) trackIt(name); ${then}`,
      )
    },
    async wait(events, atMostMs) {
      const deadline = Date.now() + atMostMs
      while (!events.every((event) => bodiesWith(event)[0]) && Date.now() < deadline)
        await pause(LOOK_EVERY_MS)
      await pause(COPY_WAIT_MS)
    },
    outcome: (events) => ({
      counts: events.map((event) => bodiesWith(event).length),
      seconds:
        Math.max(...events.map((event) => bodiesWith(event)[0]?.at ?? Number.NaN), since) / 1000 -
        since / 1000,
    }),
  }
}
