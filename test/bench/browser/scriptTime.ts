import type { Browser } from 'playwright-core'
import { pause } from '../../helpers/website.ts'
import { openBenchSite } from './benchSite.ts'
import type { Peer } from './peers.ts'

const RUNS = 15
const THROTTLE = 4
const UNTIL_MS = 1_200

/** The same page without any library, so that what the page itself costs can be taken off. */
const NOTHING: Peer = { name: 'nothing', file: 'package.json', start: '' }

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0

/** Milliseconds of main-thread script until the first page view has gone out, above an empty page. */
export async function measureScriptTime(
  browser: Browser,
  peers: readonly Peer[],
): Promise<Map<string, number>> {
  const times = new Map<string, number[]>()
  const all = [NOTHING, ...peers]
  // In turns, so that whatever else the machine does meets all of them alike.
  for (let run = 0; run < RUNS; run++) {
    for (const peer of all)
      times.set(peer.name, [...(times.get(peer.name) ?? []), await load(browser, peer)])
  }
  const floor = median(times.get(NOTHING.name) ?? [])
  return new Map(peers.map(({ name }) => [name, median(times.get(name) ?? []) - floor]))
}

async function load(browser: Browser, peer: Peer): Promise<number> {
  const site = await openBenchSite(peer)
  const context = await browser.newContext()
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable')
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE })
  await page.goto(site.home)
  await pause(UNTIL_MS)
  const { metrics } = await devtools.send('Performance.getMetrics')
  await context.close()
  await site.close()
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000
}

/** Median milliseconds of one `track()` call, on an idle page and without throttling. */
export async function measureTrack(browser: Browser, peer: Peer): Promise<number> {
  const site = await openBenchSite(peer)
  const page = await browser.newPage()
  await page.goto(site.home)
  await page.waitForFunction('window.analytics?.track')
  const times = await page.evaluate(async () => {
    const { trackIt } = window as unknown as { trackIt: (name: string) => void }
    const durations: number[] = []
    for (let index = 0; index < 200; index++) {
      const start = performance.now()
      trackIt(`timed ${index}`)
      durations.push(performance.now() - start)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return durations
  })
  await page.close()
  await site.close()
  return median(times)
}
