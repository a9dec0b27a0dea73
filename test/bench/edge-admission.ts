import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MAX_REQUEST_BYTES } from '../../src/protocol/batch.ts'
import { bundle } from '../helpers/bundle.ts'
import { startWorkerd, type Workerd } from '../helpers/workerd.ts'
import { goodBatch, HOSTILE_BODIES } from './edge-bodies.ts'

/**
 * What admission costs, in process CPU time on the bare runtime: `node test/bench/edge-admission.ts`.
 * The goals: at most 0.15 ms for the safety of a good batch of 20 events, and less than 5 ms for a
 * hostile body of 512 KB.
 */

const WARM_UP_REQUESTS = 2_000
const ROUNDS = 25
const REQUESTS_PER_ROUND = 150
const HOSTILE_REQUESTS = 40

const WORKERS = {
  'bare: parses, writes a row': 'bareWorker',
  'plain: validates and completes as well': 'plainWorker',
  'the edge: all of its safety as well': 'gateWorker',
}

const directory = mkdtempSync(path.join(tmpdir(), 'edge-bench-'))
const workers = await Promise.all(Object.values(WORKERS).map(start))
try {
  const [bare = 0, plain = 0, edge = 0] = await measureGood()
  console.table(
    Object.keys(WORKERS).map((worker, index) => {
      const ms = [bare, plain, edge][index] ?? 0
      return { worker, 'CPU ms': ms.toFixed(3), 'of bare': (ms / bare).toFixed(2) }
    }),
  )
  console.log(`Safety of a good batch of 20 events: ${(edge - plain).toFixed(3)} ms CPU\n`)
  console.table(await measureHostile())
} finally {
  await Promise.all(workers.map((worker) => worker.kill()))
  rmSync(directory, { recursive: true, force: true })
}

async function start(name: string): Promise<Workerd> {
  const file = path.join(directory, `${name}.js`)
  return startWorkerd({
    script: await bundle(`test/edge/bench/${name}.ts`, file),
    directory: path.join(directory, name),
    variables: {
      FRESHSALES_DOMAIN: 'acme',
      FRESHSALES_API_KEY: 'key',
      WRITE_KEYS: '{"wk_site":"Website"}',
      ALLOWED_ORIGINS: '["https://www.acme.example"]',
      IDENTITY_SECRET: 'a secret of the benchmark, long enough',
    },
  })
}

/** Turn by turn, so that a busy machine slows all of them; the median of the rounds. */
async function measureGood(): Promise<number[]> {
  const body = goodBatch()
  for (const worker of workers) await cpuPerRequest(worker, body, WARM_UP_REQUESTS)
  const rounds = workers.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, worker] of workers.entries()) {
      rounds[index]?.push((await cpuPerRequest(worker, body, REQUESTS_PER_ROUND)).ms)
    }
  }
  return rounds.map(median)
}

async function measureHostile() {
  const edge = workers.at(-1) as Workerd
  const rows = []
  for (const [name, body] of Object.entries(HOSTILE_BODIES)) {
    if (body.length > MAX_REQUEST_BYTES) throw new Error(`${name} is refused by its length alone.`)
    await cpuPerRequest(edge, body, HOSTILE_REQUESTS)
    const { ms, status } = await cpuPerRequest(edge, body, HOSTILE_REQUESTS)
    rows.push({ body: name, KB: Math.round(body.length / 1024), status, 'CPU ms': ms.toFixed(2) })
  }
  return rows
}

async function cpuPerRequest(worker: Workerd, body: string, requests: number) {
  const before = worker.cpuMs()
  let status = 0
  for (let request = 0; request < requests; request++) {
    const headers = { origin: 'https://www.acme.example' }
    const response = await fetch(`${worker.url}/v1/batch`, { method: 'POST', body, headers })
    await response.arrayBuffer()
    status = response.status
  }
  return { ms: (worker.cpuMs() - before) / requests, status }
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0
}
