import { setTimeout as sleep } from 'node:timers/promises'
import { placeOf } from '../../../src/edge/visitors/visitorsClient.ts'
import { type Bench, median } from './bench.ts'
import { post, postAll } from './load.ts'
import { endpoint, untilIdle } from './pair.ts'

/** What `data-anonymous="batch"` puts into one request. */
export const VIEWS_PER_REQUEST = 3

const VARIABLES = { WRITE_KEYS: '{"page-key":"Website"}', DAILY_ROWS: '0', DRY_RUN: '1' }
const OBJECTS = { OUTBOX: 'Outbox', VISITORS: 'Visitors' }
const CONNECTIONS = 8
const CONTEXT = {
  library: { name: 'freshsales-edge', version: '1.0.0' },
  locale: 'en-GB',
  timezone: 'Europe/Rome',
  userAgent: 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 Chrome/143.0.0.0 Safari/537.36',
  page: { path: '/pricing', title: 'Pricing', url: 'https://www.shop.example/pricing' },
}

let sequence = 0

const batch = (events: object[]) => JSON.stringify({ writeKey: 'page-key', batch: events })

const visit = (anonymousId: string) =>
  batch(
    Array.from({ length: VIEWS_PER_REQUEST }, () => ({
      type: 'page',
      messageId: `view-${++sequence}`,
      anonymousId,
      context: CONTEXT,
      properties: CONTEXT.page,
    })),
  )

const signUp = () =>
  batch([
    {
      type: 'identify',
      messageId: `lead-${++sequence}`,
      anonymousId: `lead-${sequence}`,
      context: CONTEXT,
      traits: { email: `lead${sequence}@shop.example` },
    },
  ])

/** Ids that lead to the first so many objects. */
function idsAt(objects: number, count: number): string[] {
  const ids: string[] = []
  for (let number = 0; ids.length < count; number++)
    if (placeOf(`visitor-${number}`) < objects) ids.push(`visitor-${number}`)
  return ids
}

const start = (bench: Bench, name: 'edge' | 'counting') =>
  bench.start(name, { variables: VARIABLES, objects: OBJECTS })

export interface Counted {
  /** Rows written a request: stored, and what alarms cost. */
  rows: number
  /** Milliseconds of CPU a request, in the Worker and the objects. */
  cpuMs: number
  /** Bytes kept of a request. */
  bytes: number
}

/** What a request of a stranger costs. In few objects, so that each has as much to fold at a time as in a busy month. */
export async function countStrangers(bench: Bench, requests: number): Promise<Counted> {
  const edge = await start(bench, 'counting')
  const rowsOf = async () => Number(await (await fetch(`${edge.url}/bench/rows`)).text())
  // Two requests a visitor: a second visit, or a long one.
  const ids = idsAt(4, requests / 2)
  const bodies = [...ids, ...ids].map(visit)
  await post(endpoint(edge), visit('visitor-0'))
  await untilIdle(edge)
  const [rows, cpu] = [await rowsOf(), edge.cpuMs()]
  await postAll(endpoint(edge), bodies, CONNECTIONS)
  await untilIdle(edge)
  const counted = {
    rows: ((await rowsOf()) - rows) / requests,
    cpuMs: (edge.cpuMs() - cpu) / requests,
    bytes: visit('visitor-0').length,
  }
  await edge.kill()
  return counted
}

export interface Admission {
  unloaded: number
  flooded: number
  /** Strangers' requests a second meanwhile. */
  flood: number
}

/** Milliseconds until a lead is acknowledged, the slowest of a hundred: alone, and beside ten strangers' views to each. */
export async function measureAdmission(bench: Bench, leads: number): Promise<Admission> {
  const edge = await start(bench, 'edge')
  await send(edge.url, leads)
  const unloaded = slowest(await send(edge.url, leads))
  const ids = idsAt(64, 1_000)
  let [isOver, posted] = [false, 0]
  const startedAt = performance.now()
  const flood = async () => {
    while (!isOver) {
      await post(endpoint(edge), visit(ids[posted++ % ids.length] ?? ''))
      await sleep(PAUSE_MS * 0.3)
    }
  }
  const flooding = flood()
  const flooded = slowest(await send(edge.url, leads))
  isOver = true
  await flooding
  const seconds = (performance.now() - startedAt) / 1_000
  await edge.kill()
  return { unloaded, flooded, flood: posted / seconds }
}

/** Leads come so far apart. */
const PAUSE_MS = 20

async function send(url: string, leads: number): Promise<number[]> {
  const times: number[] = []
  for (let lead = 0; lead < leads; lead++) {
    const body = signUp()
    const startedAt = performance.now()
    await post(`${url}/v1/batch`, body)
    times.push(performance.now() - startedAt)
    await sleep(PAUSE_MS)
  }
  return times
}

const slowest = (times: number[]) =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? Number.NaN

/** Milliseconds that the first request of an object takes longer than the next. */
export async function measureColdStart(bench: Bench, objects: number): Promise<number> {
  const edge = await start(bench, 'edge')
  await post(endpoint(edge), visit('warm-up'))
  const more: number[] = []
  for (const id of idsAt(64, objects * 3)) {
    const [cold, warm] = [await time(edge.url, id), await time(edge.url, id)]
    more.push(cold - warm)
  }
  await edge.kill()
  return median(more.slice(0, objects))
}

async function time(url: string, id: string): Promise<number> {
  const body = visit(id)
  const startedAt = performance.now()
  await post(`${url}/v1/batch`, body)
  return performance.now() - startedAt
}
