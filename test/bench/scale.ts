import { openBench } from './edge/bench.ts'
import {
  countStrangers,
  measureAdmission,
  measureColdStart,
  VIEWS_PER_REQUEST,
} from './edge/strangers.ts'

/**
 * What 100 million page views a month cost with `data-anonymous="batch"`, and what a flood does to leads:
 * `npm run bench -- scale`. Operations are counted on the bare runtime, time and prices are modelled.
 */

const VIEWS = 100_000_000
/** Of a hundred visitors one introduces themselves. */
const LEADS = VIEWS / VIEWS_PER_REQUEST / 2 / 100
const REQUESTS = VIEWS / VIEWS_PER_REQUEST
const OBJECTS = 64
const MINUTES = 31 * 24 * 60

/** https://developers.cloudflare.com/workers/platform/pricing/ and …/durable-objects/platform/pricing/, November 2026. */
const PRICES = {
  plan: 5,
  workerRequests: { included: 10e6, each: 0.3e-6 },
  cpuMs: { included: 30e6, each: 0.02e-6 },
  objectRequests: { included: 1e6, each: 0.15e-6 },
  gigabyteSeconds: { included: 400_000, each: 12.5e-6 },
  rowsWritten: { included: 50e6, each: 1e-6 },
  gigabytes: { included: 5, each: 0.2 },
} as const

/** An object is billed while it works, as 128 MB; a write waits for the platform's disk. */
const OBJECT_GB = 0.128
const AT_WORK_S = 0.02

/** What one object takes, by Cloudflare's own guide: 200 to 500 requests a second that write. */
const OBJECT_TAKES = 300

const bench = await openBench()
try {
  const counted = await countStrangers(bench, 1_200)
  const usage = usageOf(counted)
  const bill = Object.entries(usage).map(([what, used]) => {
    const { included, each } = PRICES[what as keyof typeof usage]
    return { what, used: Math.round(used), dollars: Math.max(0, used - included) * each }
  })
  const dollars = PRICES.plan + bill.reduce((sum, line) => sum + line.dollars, 0)
  console.table(bill.map((line) => ({ ...line, dollars: line.dollars.toFixed(2) })))
  const { unloaded, flooded, flood } = await measureAdmission(bench, 300)
  const cold = await measureColdStart(bench, 15)
  const modelled = modelFlood()
  const lines = [
    ['100 M views a month with batch', `$${dollars.toFixed(0)}`, '≤ $100', dollars <= 100],
    ['Rows written a request of 3 views', counted.rows.toFixed(2), '≤ 1.1', counted.rows <= 1.1],
    [
      `A lead beside ${flood.toFixed(0)} requests of strangers a second: p99`,
      `${flooded.toFixed(1)} ms, ${(flooded / unloaded).toFixed(1)} × alone`,
      '≤ 3 ×',
      flooded <= 3 * unloaded,
    ],
    [
      'At five times what one object takes, modelled: p99',
      `${modelled.lanes.toFixed(1)} ms, ${(modelled.lanes / modelled.alone).toFixed(1)} × alone; in one object ${modelled.one.toFixed(0)} ms`,
      '≤ 3 ×',
      modelled.lanes <= 3 * modelled.alone,
    ],
    [
      'The first request of an object takes longer by',
      `${cold.toFixed(1)} ms`,
      '≤ 20 ms',
      cold <= 20,
    ],
  ] as const
  console.table(lines.map(([what, figure, goal, reached]) => ({ what, figure, goal, reached })))
  if (lines.some(([, , , reached]) => !reached)) process.exitCode = 1
} finally {
  await bench.close()
}

function usageOf({ rows, cpuMs, bytes }: { rows: number; cpuMs: number; bytes: number }) {
  // Each object asks the outbox about its strangers once a minute; a lead is pulled and acknowledged.
  const objectRequests = REQUESTS + OBJECTS * MINUTES + LEADS * 4
  return {
    workerRequests: REQUESTS + LEADS,
    cpuMs: (REQUESTS + LEADS) * cpuMs,
    objectRequests,
    gigabyteSeconds: objectRequests * AT_WORK_S * OBJECT_GB,
    // Half of the requests are a visitor's first: their row is deleted after 30 days.
    rowsWritten: REQUESTS * (rows + 0.5) + LEADS * 12,
    gigabytes: Math.min((REQUESTS * bytes) / 1e9, OBJECTS),
  }
}

/**
 * Requests that come by chance to objects that serve them one after the other: the slowest of a hundred
 * leads in a minute, at five times what one object takes, ten views to a sign-up.
 */
function modelFlood(): { alone: number; lanes: number; one: number } {
  const serviceMs = 1_000 / OBJECT_TAKES
  const arrivals = OBJECT_TAKES * 5
  const leads = arrivals / (1 + 10)
  return {
    alone: waitOf({ perSecond: leads / 10, serviceMs }),
    lanes: waitOf({ perSecond: leads, serviceMs }),
    one: waitOf({ perSecond: arrivals, serviceMs }),
  }
}

function waitOf({ perSecond, serviceMs }: { perSecond: number; serviceMs: number }): number {
  const random = createRandom()
  const times: number[] = []
  let [now, freeAt] = [0, 0]
  while (now < 60_000) {
    now += (-Math.log(1 - random()) / perSecond) * 1_000
    freeAt = Math.max(freeAt, now) + serviceMs
    times.push(freeAt - now)
  }
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? 0
}

/** The same each time. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function createRandom(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
