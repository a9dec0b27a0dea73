import type { Browser, BrowserContext, Page } from 'playwright-core'
import { pause } from '../../helpers/website.ts'
import { type BenchSite, openBenchSite } from './benchSite.ts'
import type { Peer } from './peers.ts'

const SETTLE_MS = 900

/** One line of the table: delivered of sent, and what arrived more than once. */
export type DeliveryLine = Record<string, string>

const open = async (context: BrowserContext, site: BenchSite): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(site.home)
  await page.waitForFunction('window.trackIt')
  await pause(SETTLE_MS)
  return page
}

const track = (page: Page, names: string[], then = ''): Promise<unknown> =>
  page.evaluate(`for (const name of ${JSON.stringify(names)}) trackIt(name); ${then}`)

const named = (run: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `bench-${run}-${index}`)

/** "10/10", with the doubled ones behind. */
function score(site: BenchSite, expected: string[]): string {
  const counts = expected.map((name) => site.arrived.get(name) ?? 0)
  const arrived = counts.filter(Boolean).length
  const doubled = counts.filter((count) => count > 1).length
  return `${arrived}/${expected.length}${doubled ? `, ${doubled} doubled` : ''}`
}

type Scenario = (browser: Browser, site: BenchSite) => Promise<string>

const leaving =
  (runs: number, count: number): Scenario =>
  async (browser, site) => {
    for (let run = 0; run < runs; run++) {
      const context = await browser.newContext()
      const page = await open(context, site)
      await track(page, named(run, count), `location.href = '${site.bare}'`)
      await page.waitForURL(site.bare)
      await pause(SETTLE_MS)
      await context.close()
    }
    return score(site, Array.from({ length: runs }, (_, run) => named(run, count)).flat())
  }

const downThenNextPage: Scenario = async (browser, site) => {
  site.mood = 'down'
  const context = await browser.newContext()
  const page = await open(context, site)
  await track(page, ['bench-0-0'])
  await page.goto(site.bare)
  site.mood = 'up'
  await open(context, site)
  await pause(12_000)
  return score(site, ['bench-0-0'])
}

const outage: Scenario = async (browser, site) => {
  const page = await open(await browser.newContext(), site)
  site.mood = '503'
  await track(page, ['bench-0-0'])
  await pause(4_000)
  site.mood = 'up'
  await pause(12_000)
  return score(site, ['bench-0-0'])
}

const hidden: Scenario = async (browser, site) => {
  const page = await open(await browser.newContext(), site)
  const states = ['hidden', 'visible'].map(
    (
      state,
    ) => `Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))`,
  )
  await track(page, named(0, 3))
  await pause(500)
  for (const state of states) await page.evaluate(state)
  await pause(8_000)
  return score(site, named(0, 3))
}

const twoTabs: Scenario = async (browser, site) => {
  const context = await browser.newContext()
  const [first, second] = [await open(context, site), await open(context, site)]
  site.mood = 'down'
  await track(first, named(1, 2))
  await track(second, named(2, 2))
  await pause(500)
  await first.close()
  site.mood = 'up'
  await track(second, ['bench-3-0'])
  await pause(12_000)
  return score(site, [...named(1, 2), ...named(2, 2), 'bench-3-0'])
}

const SCENARIOS: Record<string, Scenario> = {
  'track, then leave': leaving(5, 1),
  'ten, then leave': leaving(3, 10),
  'down, then next page': downThenNextPage,
  '503 for 4 s': outage,
  'tab hidden': hidden,
  'two tabs, one closed': twoTabs,
}

/** Runs all scenarios, each on a site and in a browser context of its own. */
export async function measureDelivery(browser: Browser, peer: Peer): Promise<DeliveryLine> {
  const line: DeliveryLine = {}
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    const site = await openBenchSite(peer)
    line[name] = await scenario(browser, site).catch((error) => `failed: ${error}`.slice(0, 60))
    for (const context of browser.contexts()) await context.close()
    await site.close()
  }
  return line
}
