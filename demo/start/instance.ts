import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { StartError } from './problem.ts'

/** The processes of one running demo, as written in its directory. */
interface Instance {
  /** `npm start` itself. */
  starter: number
  /** The workerd process, which outlives a starter that was killed with -9. */
  runtime: number
  site: string
}

/** Two runtimes must not share a database: refuses a second demo, ends what a killed one left behind. */
export async function claimDirectory(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true })
  const earlier = readInstance(directory)
  if (!earlier || !isRuntime(earlier.runtime)) return
  if (isAlive(earlier.starter)) {
    throw new StartError(
      `The demo already runs at ${earlier.site} (process ${earlier.starter}). Stop it first, or give this one a directory of its own: DEMO_DIRECTORY=.demo-2`,
    )
  }
  process.kill(earlier.runtime, 'SIGKILL')
  while (isRuntime(earlier.runtime)) await wait(20)
}

export function recordRuntime(directory: string, instance: Instance): void {
  writeFileSync(instanceFile(directory), JSON.stringify(instance))
}

const instanceFile = (directory: string): string => path.join(directory, 'running.json')

function readInstance(directory: string): Instance | null {
  try {
    return JSON.parse(readFileSync(instanceFile(directory), 'utf8'))
  } catch {
    return null // never started here, or killed while writing: nothing runs that is known of
  }
}

/** The number may long since belong to another program, which must not be ended. */
const isRuntime = (pid: number): boolean => isAlive(pid) && commandOf(pid).includes('workerd')

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout ?? ''
  }
}
