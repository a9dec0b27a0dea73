import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildWorkers } from '../../helpers/buildWorkers.ts'
import { startWorkerd, type Workerd, type WorkerdOptions } from '../../helpers/workerd.ts'

/** The least a Worker can do for the same promise: parse the body, write one row, answer. */
const FLOOR = `import { DurableObject } from 'cloudflare:workers'
export class Outbox extends DurableObject {
  constructor(state, env) {
    super(state, env)
    state.storage.sql.exec('CREATE TABLE IF NOT EXISTS inbox (id INTEGER PRIMARY KEY, events TEXT NOT NULL)')
  }
  async append(events) {
    this.ctx.storage.sql.exec('INSERT INTO inbox (events) VALUES (?)', events)
  }
}
export default {
  async fetch(request, env) {
    const { batch } = await request.json()
    await env.OUTBOX.getByName('outbox').append(JSON.stringify(batch))
    return Response.json({ success: true, accepted: batch.length })
  },
}`

/** Counts the rows that SQLite says it wrote, and one for each alarm, as Cloudflare bills them. */
const COUNTING = `
let benchRows = 0
const benchStorages = new WeakMap()
function benchStorage(storage) {
  const known = benchStorages.get(storage)
  if (known) return known
  const counting = {
    sql: {
      exec(...all) {
        const cursor = storage.sql.exec(...all)
        benchRows += cursor.rowsWritten
        return cursor
      },
      get databaseSize() { return storage.sql.databaseSize },
    },
    transactionSync: (run) => storage.transactionSync(run),
    setAlarm(at) { benchRows++; return storage.setAlarm(at) },
    getAlarm: () => storage.getAlarm(),
  }
  benchStorages.set(storage, counting)
  return counting
}
export { Outbox, Visitors };
export default {
  fetch: (request, env) =>
    request.url.endsWith('/bench/rows') ? Response.json(benchRows) : worker.fetch(request, env),
}`

export interface Bench {
  /** The bare Worker, the edge that only stores, the edge as it is, and the edge that counts its rows. */
  scripts: { floor: string; storing: string; edge: string; counting: string; crm: string }
  start(name: keyof Bench['scripts'], options?: Partial<WorkerdOptions>): Promise<Workerd>
  /** A directory that does not exist yet. */
  directory(): string
  close(): Promise<void>
}

const SETTINGS = {
  FRESHSALES_API_KEY: 'demo-api-key',
  FRESHSALES_DOMAIN: 'acme',
  WRITE_KEYS: '{"server-key":{"source":"Server","trusted":true}}',
  HOURLY_CALLS: '100000',
  MINUTE_CALLS: '10000',
}

export async function openBench(): Promise<Bench> {
  const root = mkdtempSync(path.join(tmpdir(), 'bench-'))
  const built = await buildWorkers()
  const edge = readFileSync(built.edge, 'utf8')
  const write = (name: string, script: string) => {
    writeFileSync(path.join(root, name), script)
    return path.join(root, name)
  }
  const scripts = {
    ...built,
    floor: write('floor.js', FLOOR),
    storing: write('storing.js', change(edge, OUTBOX_ALARM, ALARM_AT_WORK)),
    counting: write(
      'counting.js',
      change(
        edge.replaceAll('this.ctx.storage', 'benchStorage(this.ctx.storage)'),
        EXPORTS,
        COUNTING,
      ),
    ),
  }
  const running: Workerd[] = []
  let directories = 0
  const directory = () => path.join(root, `run-${++directories}`)
  return {
    scripts,
    directory,
    async start(name, options = {}) {
      const { variables, ...rest } = options
      const workerd = await startWorkerd({
        script: scripts[name],
        directory: directory(),
        log: 'ignore',
        ...(name === 'crm' && { objects: { ACCOUNT: 'Account' } }),
        ...rest,
        variables: { ...SETTINGS, ...variables },
      })
      running.push(workerd)
      return workerd
    },
    async close() {
      await Promise.all(running.map((each) => each.kill()))
      rmSync(root, { recursive: true, force: true })
    },
  }
}

const OUTBOX_ALARM = 'return this.#alarmClock.ring(() => this.#work(), this.#failures);'

/**
 * While much comes in, the alarm is at work and nobody sets it. One that rings and does nothing is set
 * again by every request that comes after it, so by more or fewer of them as the machine is busy.
 */
const ALARM_AT_WORK = 'return this.#alarmClock.ring(() => new Promise(() => {}), this.#failures);'

const EXPORTS = 'export { Outbox, Visitors, worker as default };'

function change(script: string, from: string, to: string): string {
  if (script.split(from).length !== 2) throw new Error(`The built edge has not one "${from}".`)
  return script.replace(from, () => to)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
