import type { Browser, Page } from 'playwright-core'
import type { Library } from '../libraries/library.ts'
import { openSite } from '../site/site.ts'
import { quantile } from '../statistics.ts'

const ROUNDS = 4
const CALLS_PER_ROUND = 60
/** Several events of one click travel together. */
const CALLS_PER_TICK = 5

/** Until the library has done what it puts off at the start. */
const SETTLE_MS = 2_500

export const TRACK_LEGEND = `track(), unthrottled, on an idle page, in ms: medians of ${ROUNDS * CALLS_PER_ROUND} ticks, libraries taking
turns; behind them the best tenth, which a busy machine disturbs less. "call" is what the page's own code
waits for (goal ≤ 0.2), "with sending" adds what the call leaves to its microtasks, the request among it;
"of five" is the share of one of five calls in a row.`

export async function measureTrackCosts(
  browser: Browser,
  libraries: readonly Library[],
): Promise<Record<string, Record<string, string>>> {
  const stands = await Promise.all(libraries.map((library) => openStand(browser, library)))
  for (let round = 0; round < ROUNDS; round++) {
    for (const { page, times } of stands)
      for (const calls of [1, CALLS_PER_TICK])
        times[calls]?.push(...(await page.evaluate(timeCalls, { ticks: CALLS_PER_ROUND, calls })))
  }
  const rows = stands.map(({ name, times }) => {
    const [single = [], five = []] = [times[1], times[CALLS_PER_TICK]]
    return [
      name,
      {
        call: tell(single.map(([called]) => called)),
        'with sending': tell(single.map(([, sent]) => sent)),
        'call, of five': tell(five.map(([called]) => called / CALLS_PER_TICK)),
        'with sending, of five': tell(five.map(([, sent]) => sent / CALLS_PER_TICK)),
      },
    ]
  })
  for (const { close } of stands) await close()
  return Object.fromEntries(rows)
}

/** From the start of a tick to the end of its calls, and to that of their microtasks. */
type Tick = [called: number, sent: number]

interface Stand {
  name: string
  page: Page
  /** By how many calls a tick has. */
  times: Record<number, Tick[]>
  close: () => Promise<void>
}

async function openStand(browser: Browser, { name, file, head }: Library): Promise<Stand> {
  const site = await openSite({ library: file, head, isIsolated: true })
  const page = await browser.newPage()
  await page.goto(site.home)
  await page.waitForFunction('window.trackIt')
  await page.waitForTimeout(SETTLE_MS)
  const close = async (): Promise<void> => {
    await page.close()
    site.close()
  }
  return { name, page, times: { 1: [], [CALLS_PER_TICK]: [] }, close }
}

/** Runs in the page. */
async function timeCalls({ ticks, calls }: { ticks: number; calls: number }): Promise<Tick[]> {
  const { trackIt } = window as unknown as { trackIt: (name: string) => void }
  const times: Tick[] = []
  for (let tick = 0; tick < ticks; tick++) {
    const start = performance.now()
    for (let call = 0; call < calls; call++) trackIt(`timed ${tick} ${call}`)
    const called = performance.now() - start
    // Queued behind those of the calls; libraries that await several in a row are not done by then.
    await new Promise<void>((resolve) => queueMicrotask(resolve))
    times.push([called, performance.now() - start])
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  return times
}

const tell = (ms: number[]): string =>
  `${quantile(ms, 0.5).toFixed(3)} (${quantile(ms, 0.1).toFixed(3)})`
