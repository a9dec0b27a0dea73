import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { packageRoot } from '../packageRoot.ts'
import { findWorkerd } from './findWorkerd.ts'
import { readCompatibilityDate } from './readCompatibilityDate.ts'
import { type Running, runWorkerd } from './runWorkerd.ts'
import { TestServerError } from './testServerError.ts'
import { workerdConfig } from './workerdConfig.ts'

/** The edge and the simulated CRM, each time they start as empty as new ones. */
export interface Workers {
  addressOf(name: WorkerName): Promise<string>
  start(setup: Setup): Promise<void>
  /** Once more with the same setup. */
  startAgain(): Promise<void>
  end(): Promise<void>
}

export type WorkerName = keyof typeof WORKERS

export interface Setup {
  /** Of the edge. */
  variables: Readonly<Record<string, string>>
  /** Settings of the simulated account. */
  account: object
  /** Prints what the edge logs. */
  log: boolean
}

/** As the package has them, and as `wrangler.jsonc` binds their objects. */
const WORKERS = {
  edge: { built: 'dist/worker.js', objects: { OUTBOX: 'Outbox', VISITORS: 'Visitors' } },
  crm: { built: '.demo/freshsales.js', objects: { ACCOUNT: 'Account' } },
} as const

const NAMES = Object.keys(WORKERS) as WorkerName[]

export function createWorkers(): Workers {
  const directory = mkdtempSync(path.join(tmpdir(), 'freshsales-edge-test-'))
  let last: Setup | undefined
  let running: Promise<Running> | undefined

  const endRunning = async (): Promise<void> => {
    // One that did not start has said so to whoever started it.
    const before = await running?.catch(() => undefined)
    await before?.end()
  }
  const begin = async (setup: Setup): Promise<Running> => {
    await endRunning()
    const begun = await runIn(directory, setup)
    const answer = await setUpAccount(begun, setup.account)
    if (answer === undefined) return begun
    await begun.end()
    throw new TestServerError(`account: ${answer}`)
  }
  const addressOf = async (name: WorkerName): Promise<string> =>
    `http://127.0.0.1:${(await running)?.ports[name]}`
  const start = async (setup: Setup): Promise<void> => {
    last = setup
    running = begin(setup)
    await running
  }
  return {
    addressOf,
    start,
    async startAgain() {
      if (last) await start(last)
    },
    async end() {
      await endRunning()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function runIn(directory: string, { variables, log }: Setup): Promise<Running> {
  const root = packageRoot()
  const binary = findWorkerd([process.cwd(), root])
  const objects = path.join(directory, 'objects')
  rmSync(objects, { recursive: true, force: true })
  mkdirSync(objects)
  const compatibilityDate = readCompatibilityDate(root)
  const workers = NAMES.map((name) => {
    const script = `${name}.js`
    copyBuilt(path.join(root, WORKERS[name].built), path.join(directory, script))
    const { objects } = WORKERS[name]
    const ofEdge = name === 'edge' ? variables : {}
    return { name, script, compatibilityDate, objects, variables: ofEdge }
  })
  const config = path.join(directory, 'workerd.capnp')
  writeFileSync(config, workerdConfig(workers, objects))
  return runWorkerd({ binary, config, sockets: NAMES, log })
}

function copyBuilt(from: string, to: string): void {
  try {
    copyFileSync(from, to)
  } catch (error) {
    throw new TestServerError(`${from} cannot be read; in the repository: npm run build`, {
      cause: error,
    })
  }
}

/** What is wrong with the account's settings, or nothing. */
async function setUpAccount({ ports }: Running, account: object): Promise<string | undefined> {
  const address = `http://127.0.0.1:${ports['crm']}/simulator/settings`
  const answer = await fetch(address, { method: 'PUT', body: JSON.stringify(account) })
  return answer.ok ? undefined : ((await answer.json()) as { error: string }).error
}
