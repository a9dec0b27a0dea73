import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildWorkers } from '../helpers/buildWorkers.ts'
import { freePorts } from '../helpers/freePorts.ts'
import { startWorkerd, type Workerd } from '../helpers/workerd.ts'
import type { SentEvent } from '../shop/people.ts'

/** The edge and the simulator, each in a process of its own on the bare runtime. */
export interface Rig {
  /** Address of the simulator. */
  crm: string
  /** Posts a batch as a server would; true when it was acknowledged. */
  post(batch: readonly SentEvent[]): Promise<boolean>
  /** `kill -9` for the edge, and a new start on what it had stored. */
  crash(limits?: { maxFileBytes?: number }): Promise<void>
  /** A request to the edge itself. */
  ask(path: string, init?: RequestInit): Promise<Response>
  control<Answer>(path: string, init?: RequestInit): Promise<Answer>
  stop(): Promise<void>
}

const SETTINGS = {
  FRESHSALES_API_KEY: 'demo-api-key',
  WRITE_KEYS: '{"server-key":{"source":"Server","trusted":true}}',
  HOURLY_CALLS: '100000',
  MINUTE_CALLS: '10000',
}

export async function startRig(variables: { [name: string]: string } = {}): Promise<Rig> {
  const directory = mkdtempSync(path.join(tmpdir(), 'faults-'))
  const scripts = await buildWorkers()
  const [port = 0] = await freePorts(1)
  const simulator = await startWorkerd({
    script: scripts.crm,
    directory: path.join(directory, 'crm'),
    variables: {},
    objects: { ACCOUNT: 'Account' },
  })
  const startEdge = (limits?: { maxFileBytes?: number }) =>
    startWorkerd({
      ...limits,
      script: scripts.edge,
      directory: path.join(directory, 'edge'),
      port,
      log: 'ignore',
      variables: { ...SETTINGS, FRESHSALES_DOMAIN: simulator.url, ...variables },
    })
  let edge: Workerd = await startEdge().catch(async (error: unknown) => {
    await simulator.kill()
    throw error
  })

  return {
    crm: simulator.url,
    async post(batch) {
      try {
        const response = await fetch(`http://127.0.0.1:${port}/v1/batch`, {
          method: 'POST',
          body: JSON.stringify({ batch, writeKey: 'server-key' }),
        })
        const result = (await response.json()) as { accepted?: number }
        return response.ok && result.accepted === batch.length
      } catch {
        // The connection broke: whether the batch was stored is not known, so it is sent again.
        return false
      }
    },
    ask: (address, init) => fetch(`http://127.0.0.1:${port}${address}`, init),
    async crash(limits) {
      await edge.kill()
      edge = await startEdge(limits)
    },
    async control<Answer>(address: string, init?: RequestInit) {
      const response = await fetch(`${simulator.url}${address}`, init)
      if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`)
      return (await response.json()) as Answer
    },
    async stop() {
      await Promise.all([edge.kill(), simulator.kill()])
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
