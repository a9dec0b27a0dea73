import { setTimeout as sleep } from 'node:timers/promises'
import type { Workerd } from '../../helpers/workerd.ts'
import { emailOf } from '../../shop/people.ts'
import { BATCH_EVENTS, batchOf } from './batches.ts'
import { type Bench, median } from './bench.ts'
import { post, postAll } from './load.ts'

const ROUNDS = 5
const BATCHES = 1_000
const CONNECTIONS = 8

/** What Freshsales takes to answer; a real one takes ten times as long. */
const ANSWER_MS = 20

/** Batches of so many people in a round. */
const PEOPLE = 100

const batches = (count: number, people: number, from = 0) =>
  Array.from({ length: count }, (_, index) => batchOf(from + index, people))

const endpoint = (workerd: Workerd) => `${workerd.url}/v1/batch`

/** Milliseconds of CPU for each batch that is only stored. */
export async function measureStoring(bench: Bench, name: 'floor' | 'storing'): Promise<number> {
  const workerd = await bench.start(name)
  await postAll(endpoint(workerd), batches(BATCHES, PEOPLE), CONNECTIONS)
  const rounds: number[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    const bodies = batches(BATCHES, PEOPLE, round * BATCHES)
    const before = workerd.cpuMs()
    await postAll(endpoint(workerd), bodies, CONNECTIONS)
    rounds.push((workerd.cpuMs() - before) / BATCHES)
  }
  await workerd.kill()
  return median(rounds)
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

/** Rows written for each event: stored, folded and delivered. */
export async function measureRows(bench: Bench): Promise<{ stored: number; all: number }> {
  const rowsOf = async (edge: Workerd) =>
    Number(await (await fetch(`${edge.url}/bench/rows`)).json())
  const { crm, edge } = await startBoth(bench, 'counting')
  await postAll(endpoint(edge), batches(BATCHES, PEOPLE), CONNECTIONS)
  await untilIdle(edge)
  const all = (await rowsOf(edge)) / (BATCHES * BATCH_EVENTS)
  await Promise.all([crm.kill(), edge.kill()])
  return { stored: 1 / BATCH_EVENTS, all }
}

/** Milliseconds from a form's submit until Freshsales has the call. */
export async function measureSubmit(bench: Bench): Promise<number> {
  const { crm, edge } = await startBoth(bench, 'edge')
  const times: number[] = []
  for (let number = 0; number < 21; number++) {
    const startedAt = Date.now()
    await post(endpoint(edge), signUp(`submit-${number}`, emailOf(number)))
    while ((await callsOf(crm)) <= number) await sleep(5)
    const { calls } = (await (await fetch(`${crm.url}/simulator/calls?limit=1`)).json()) as {
      calls: { at: string }[]
    }
    times.push(Date.parse(calls[0]?.at ?? '') - startedAt)
  }
  await Promise.all([crm.kill(), edge.kill()])
  return median(times)
}

/** Milliseconds from a cold start to the first acknowledged request, with nobody and with many people stored. */
export async function measureWakeUp(
  bench: Bench,
  people: number,
): Promise<{ empty: number; full: number }> {
  const full = bench.directory()
  const crm = await bench.start('crm')
  const variables = { FRESHSALES_DOMAIN: crm.url, DRY_RUN: '1' }
  const edge = await bench.start('edge', { directory: full, variables })
  const size = 500
  const bodies = Array.from({ length: people / size }, (_, first) =>
    manySignUps(first * size, size),
  )
  await postAll(endpoint(edge), bodies, 2)
  await untilIdle(edge)
  await edge.kill()
  const times = { empty: [] as number[], full: [] as number[] }
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, directory] of [
      ['empty', bench.directory()],
      ['full', full],
    ] as const) {
      const woken = await bench.start('edge', { directory, variables })
      const startedAt = performance.now()
      await post(endpoint(woken), signUp(`wake-${name}-${round}`, `wake${round}@shop.example`))
      times[name].push(performance.now() - startedAt)
      await woken.kill()
    }
  await crm.kill()
  return { empty: median(times.empty), full: median(times.full) }
}

async function startBoth(bench: Bench, name: 'edge' | 'counting') {
  const crm = await bench.start('crm')
  await fetch(`${crm.url}/simulator/settings`, {
    method: 'PUT',
    body: JSON.stringify({ hourlyCalls: 0, rateLimitHeaders: false }),
  })
  const rules = [{ kind: 'slow', delayMs: ANSWER_MS }]
  await fetch(`${crm.url}/simulator/faults`, { method: 'PUT', body: JSON.stringify({ rules }) })
  return { crm, edge: await bench.start(name, { variables: { FRESHSALES_DOMAIN: crm.url } }) }
}

async function callsOf(crm: Workerd): Promise<number> {
  const { calls } = (await (await fetch(`${crm.url}/simulator/status`)).json()) as { calls: number }
  return calls
}

/** Nothing is under way when no CPU is used for longer than an entry lingers. */
async function untilIdle(edge: Workerd): Promise<void> {
  const idleMs = 2_500
  let [cpu, since] = [edge.cpuMs(), Date.now()]
  while (Date.now() - since < idleMs) {
    await sleep(100)
    if (edge.cpuMs() - cpu > 2) [cpu, since] = [edge.cpuMs(), Date.now()]
  }
}

const identify = (messageId: string, email: string) => ({
  type: 'identify',
  messageId,
  userId: messageId,
  traits: { email, firstName: 'Ann', lastName: 'Lee', city: 'Rome', jobTitle: 'CTO' },
})

const signUp = (messageId: string, email: string) =>
  JSON.stringify({ batch: [identify(messageId, email)], writeKey: 'server-key' })

function manySignUps(first: number, count: number): string {
  const batch = Array.from({ length: count }, (_, index) =>
    identify(`many-${first + index}`, emailOf(first + index)),
  )
  return JSON.stringify({ batch, writeKey: 'server-key' })
}
