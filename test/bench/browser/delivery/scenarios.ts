import { pause } from '../../../helpers/website.ts'
import type { Outcome, Stage } from './stage.ts'
import { countsOf, delivered, whenDelivered } from './tell.ts'

/** One column of the delivery bench. */
export interface Scenario {
  /** Default: false, as on pages that browsers do not keep. */
  hasBackForwardCache?: boolean
  /** How often it is played. Default: once. */
  runs?: number
  play: (stage: Stage) => Promise<Outcome>
  tell: (runs: Outcome[]) => string
}

const leaving =
  (events: number[], thenMs: number) =>
  async (stage: Stage): Promise<Outcome> => {
    const page = await stage.open()
    await stage.track(page, events, `location.href = '${stage.site.bare}'`)
    await page.waitForURL(stage.site.bare)
    await stage.wait(events, thenMs)
    return stage.outcome(events)
  }

const backOnTheSite = async (stage: Stage): Promise<Outcome> => {
  const page = await stage.open()
  await stage.track(page, [1], `location.href = '${stage.site.bare}'`)
  await page.waitForURL(stage.site.bare)
  await pause(1_000)
  await page.goto(stage.site.home)
  await stage.wait([1], 16_000)
  return stage.outcome([1])
}

const downThenNextPage = async (stage: Stage): Promise<Outcome> => {
  const { collector, bare } = stage.site
  collector.mood = 'down'
  const page = await stage.open()
  await stage.track(page, [1])
  await page.goto(bare)
  await pause(500)
  collector.mood = 'up'
  await stage.track(await stage.open(), [2])
  await stage.wait([1], 20_000)
  return stage.outcome([1])
}

const unavailable = async (stage: Stage): Promise<Outcome> => {
  const page = await stage.open()
  stage.site.collector.mood = '503'
  await stage.track(page, [1])
  await pause(4_000)
  stage.site.collector.mood = 'up'
  await stage.wait([1], 26_000)
  return stage.outcome([1])
}

/** Headless browsers hide no tab, so the page is told that it is hidden. */
const turn = (state: 'hidden' | 'visible'): string => `
  Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true })
  Object.defineProperty(document, 'hidden', { value: ${state === 'hidden'}, configurable: true })
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))`

const hidden = async (stage: Stage): Promise<Outcome> => {
  const page = await stage.open()
  await stage.track(page, [1, 2, 3])
  await pause(500)
  await page.evaluate(turn('hidden'))
  await page.evaluate(turn('visible'))
  await pause(8_000)
  return stage.outcome([1, 2, 3])
}

const twoTabs = async (stage: Stage): Promise<Outcome> => {
  const [first, second] = [await stage.open(), await stage.open()]
  stage.site.collector.mood = 'down'
  await stage.track(first, [1, 2])
  await stage.track(second, [3, 4])
  await pause(500)
  await first.close()
  stage.site.collector.mood = 'up'
  await stage.track(second, [5])
  await stage.wait([1, 2, 3, 4], 20_000)
  await second.reload()
  await stage.wait([1, 2, 3, 4], 10_000)
  return stage.outcome([1, 2, 3, 4])
}

const TEN = Array.from({ length: 10 }, (_, index) => index)

export const SCENARIOS: Record<string, Scenario> = {
  'nav, bfcache': {
    hasBackForwardCache: true,
    runs: 10,
    play: leaving([1], 2_000),
    tell: delivered,
  },
  'nav, no bfcache': { runs: 10, play: leaving([1], 2_000), tell: delivered },
  'nav × 10': { runs: 5, play: leaving(TEN, 2_000), tell: delivered },
  'back within 16 s': { runs: 2, play: backOnTheSite, tell: delivered },
  'down → next page': { play: downThenNextPage, tell: whenDelivered },
  '503 for 4 s': { play: unavailable, tell: whenDelivered },
  hidden: { play: hidden, tell: countsOf },
  'two tabs, one closed': { play: twoTabs, tell: countsOf },
}
