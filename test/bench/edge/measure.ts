import { BATCH_EVENTS, batchOf } from './batches.ts'
import { type Bench, median } from './bench.ts'
import { postAll } from './load.ts'
import { ANSWER_MS, callsOf, endpoint, startBoth, untilIdle } from './pair.ts'

const ROUNDS = 5
const BATCHES = 1_000
const CONNECTIONS = 8

/** Batches of so many people in a round. */
const PEOPLE = 100

const batches = (count: number, people: number, from = 0) =>
  Array.from({ length: count }, (_, index) => batchOf(from + index, people))

/** Milliseconds of CPU for each batch that is only stored: by a bare Worker, and by the edge. In turns, so that both meet the same machine. */
export async function measureStoring(bench: Bench): Promise<{ floor: number; edge: number }> {
  const workers = { floor: await bench.start('floor'), edge: await bench.start('storing') }
  const rounds = { floor: [] as number[], edge: [] as number[] }
  for (let round = 0; round <= ROUNDS; round++)
    for (const name of ['floor', 'edge'] as const) {
      const bodies = batches(BATCHES, PEOPLE, round * BATCHES)
      const before = workers[name].cpuMs()
      await postAll(endpoint(workers[name]), bodies, CONNECTIONS)
      if (round > 0) rounds[name].push((workers[name].cpuMs() - before) / BATCHES)
    }
  await Promise.all([workers.floor.kill(), workers.edge.kill()])
  return { floor: median(rounds.floor), edge: median(rounds.edge) }
}

export interface Delivering {
  cpuMs: number
  calls: number
}

/** Milliseconds of CPU for each batch that is stored, folded and delivered, and the calls it took. */
export async function measureDelivering(bench: Bench): Promise<Delivering> {
  const { crm, edge } = await startBoth(bench, 'edge')
  await postAll(endpoint(edge), batches(BATCHES, PEOPLE), CONNECTIONS)
  await untilIdle(edge)
  const rounds: Delivering[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    const bodies = batches(BATCHES, PEOPLE, round * BATCHES)
    const [before, callsBefore] = [edge.cpuMs(), await callsOf(crm)]
    await postAll(endpoint(edge), bodies, CONNECTIONS)
    await untilIdle(edge)
    rounds.push({
      cpuMs: (edge.cpuMs() - before) / BATCHES,
      calls: ((await callsOf(crm)) - callsBefore) / BATCHES,
    })
  }
  await Promise.all([crm.kill(), edge.kill()])
  return {
    cpuMs: median(rounds.map(({ cpuMs }) => cpuMs)),
    calls: median(rounds.map(({ calls }) => calls)),
  }
}

/** Events a second that were acknowledged, while deliveries go on. */
export async function measureThroughput(bench: Bench, seconds: number): Promise<number> {
  const { crm, edge } = await startBoth(bench, 'edge')
  const size = 2_000
  let [sent, took] = [0, 0]
  while (took < seconds * 1_000) {
    const load = await postAll(endpoint(edge), batches(size, 1_000, sent), CONNECTIONS)
    if (load.refused > 0) throw new Error(`${load.refused} requests were refused`)
    sent += size
    took += load.took
  }
  await Promise.all([crm.kill(), edge.kill()])
  return (sent * BATCH_EVENTS) / (took / 1_000)
}

export interface Rows {
  /** For each event that is stored and folded into its person. */
  event: number
  /** For each call that is made, noted and settled. */
  call: number
}

/** Rows written, by SQLite's own count. */
export async function measureRows(bench: Bench): Promise<Rows> {
  const throttled = { answer: { status: 429, headers: { 'Retry-After': '3600' } } }
  const folding = await countRows(bench, throttled)
  const delivering = await countRows(bench, { kind: 'slow', delayMs: ANSWER_MS })
  return {
    event: folding.rows / (BATCHES * BATCH_EVENTS),
    call: (delivering.rows - folding.rows) / (delivering.calls - folding.calls),
  }
}

async function countRows(bench: Bench, rule: object): Promise<{ rows: number; calls: number }> {
  const { crm, edge } = await startBoth(bench, 'counting', rule)
  await postAll(endpoint(edge), batches(BATCHES, PEOPLE), CONNECTIONS)
  await untilIdle(edge)
  const rows = Number(await (await fetch(`${edge.url}/bench/rows`)).json())
  const calls = await callsOf(crm)
  await Promise.all([crm.kill(), edge.kill()])
  return { rows, calls }
}
