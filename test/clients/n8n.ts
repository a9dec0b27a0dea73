/** `npm run test:clients`: n8n's own node, as it is published, does all it can against the simulator. */
import { deepEqual } from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Json } from '../../src/protocol/event.ts'
import { LOADERS } from '../freshsales-simulator/n8nLoaders.ts'
import { OPERATIONS } from '../freshsales-simulator/n8nOperations.ts'
import { withIds } from '../freshsales-simulator/withIds.ts'
import { startWorkerd } from '../helpers/workerd.ts'
import { createHost, type Seen } from './n8nHost.ts'
import { loadNode } from './n8nNode.ts'

const directory = mkdtempSync(path.join(import.meta.dirname, 'node_modules/.n8n-'))
const simulator = await startWorkerd({
  script: '.demo/freshsales.js',
  directory: path.join(directory, 'crm'),
  variables: {},
  objects: { ACCOUNT: 'Account' },
})
const ids: { [name: string]: number } = {}
let failures = 0

try {
  const node = loadNode(path.join(directory, 'n8n'))
  for (const { resource, operation, parameters, calls, keep } of OPERATIONS) {
    await attempt(`${resource} ${operation}`, async () => {
      const seen: Seen = { calls: [], answers: [] }
      const filled = withIds({ ...parameters, resource, operation }, ids)
      await node.execute.call(createHost(simulator.url, filled, seen))
      deepEqual(utc(seen.calls), withIds(utc(calls), ids))
      const record = Object.values(seen.answers[0] ?? {}).at(-1)
      if (keep) ids[keep] = (record as { id: number }).id
    })
  }
  for (const [loader, call] of Object.entries(LOADERS)) {
    await attempt(loader, async () => {
      const seen: Seen = { calls: [], answers: [] }
      const host = createHost(simulator.url, { returnAll: true }, seen)
      const options = await node.methods.loadOptions[loader]?.call(host)
      deepEqual(seen.calls, [['GET', call]])
      if (!Array.isArray(options) || options.length === 0) throw new Error('nothing to choose from')
    })
  }
} finally {
  await simulator.kill()
  rmSync(directory, { recursive: true, force: true })
}
console.log(failures === 0 ? 'all as expected' : `${failures} not as expected`)
process.exitCode = failures === 0 ? 0 : 1

async function attempt(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run()
    console.log(`✓ ${name}`)
  } catch (error) {
    failures += 1
    console.error(`✗ ${name}: ${error instanceof Error ? error.message : error}`)
  }
}

/** The node writes `+00:00` or `Z` for one and the same moment. */
function utc(calls: object): Json {
  return JSON.parse(JSON.stringify(calls).replaceAll('+00:00"', 'Z"'))
}
