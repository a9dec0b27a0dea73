import type { Browser } from 'playwright-core'
import { LIBRARIES } from '../libraries/all.ts'
import { pool } from '../pool.ts'
import { launch } from '../site/launch.ts'
import { SCENARIOS } from './scenarios.ts'
import { type Outcome, withStage } from './stage.ts'

export const DELIVERY_LEGEND = `Delivery: events that the collector took (of another origin, answers after
0.3 s); "doubled" arrived more than once, before anything tells copies apart. nav: track(), then
location.href in the same tick. back: nav, then again a page with the library. down: connections reset,
page left, collector back, next page tracks another event; seconds until the first event came, or lost
after 20 s. 503: seconds, or lost after 30 s. hidden: three events, 0.5 s later hidden and visible; copies
of each. Two tabs: two events each while the collector is down, the first tab closes, the collector is
back, 20 s, reload, 10 s; copies of the four.`

/** Scenarios mostly wait. */
const AT_ONCE = 8

type Row = Record<string, string>

/** Plays every scenario with every library. */
export async function measureDelivery(): Promise<Record<string, Row>> {
  const forgetful = await launch({ hasBackForwardCache: false })
  const keeping = await launch({ hasBackForwardCache: true })
  const runs = new Map<string, Outcome[]>()
  const jobs = Object.entries(SCENARIOS).flatMap(([title, scenario]) =>
    Array.from({ length: scenario.runs ?? 1 }, () =>
      LIBRARIES.map((library) => ({ library, title, scenario })),
    ).flat(),
  )
  try {
    // The long ones, which stand last, begin first.
    await pool(jobs.reverse(), AT_ONCE, async ({ library, title, scenario }) => {
      const browser: Browser = scenario.hasBackForwardCache ? keeping : forgetful
      const outcome = await withStage(browser, library, scenario.play)
      const cell = library.name + title
      runs.set(cell, [...(runs.get(cell) ?? []), outcome])
    })
  } finally {
    await Promise.all([forgetful.close(), keeping.close()])
  }
  return Object.fromEntries(
    LIBRARIES.map(({ name }) => [
      name,
      Object.fromEntries(
        Object.entries(SCENARIOS).map(([title, { tell }]) => [
          title,
          tell(runs.get(name + title) ?? []),
        ]),
      ),
    ]),
  )
}
