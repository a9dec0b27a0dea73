import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { isOlder } from '../../demo/isOlder.ts'

const run = promisify(execFile)

const ROLLUP = 'node_modules/rollup/dist/bin/rollup'
/** Kept between runs: many tests start the same two Workers. */
const CACHE = 'node_modules/.cache/workers'
const EDGE = path.join(CACHE, 'worker.js')
const CRM = path.join('.demo', 'freshsales.js')

/** The edge and the simulator as the sources say, built anew only where these have changed; answers with the two files. */
export async function buildWorkers(): Promise<{ edge: string; crm: string }> {
  const stale = {
    edge: isOlder([EDGE], ['src']),
    crm: isOlder([CRM], ['src/protocol', 'src/freshsales', 'demo/freshsales']),
  }
  await Promise.all([
    stale.edge && buildEdge(),
    stale.crm && rollup('--configOnly', 'demo/freshsales/worker.ts'),
  ])
  return { edge: EDGE, crm: CRM }
}

/** Another test may do the same meanwhile, so the finished file comes in one move. */
async function buildEdge(): Promise<void> {
  mkdirSync(CACHE, { recursive: true })
  const directory = mkdtempSync(path.join(CACHE, 'build-'))
  await rollup('--configOnly', 'src/worker/worker.ts', '--configDist', directory)
  renameSync(path.join(directory, 'worker.js'), EDGE)
  rmSync(directory, { recursive: true })
}

const rollup = (...options: string[]) =>
  run(process.execPath, [ROLLUP, '-c', '--silent', ...options])
