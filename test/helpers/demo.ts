import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePorts } from './freePorts.ts'

/** The whole demo as `npm start` runs it, on ports and in a directory of its own. */
export interface Demo {
  /** Addresses without a slash at the end. */
  site: string
  crm: string
  /** Where it stores things. */
  directory: string
  /** What it has printed. */
  printed(): string
  /** `kill -9` for every process at once: nothing gets to say goodbye. */
  kill(): Promise<void>
  /** `kill -9` for the one process a person sees, which leaves the runtime behind. */
  killStarter(): Promise<void>
  /** Starts again with the same ports and what was stored. */
  restart(): Promise<void>
  /** As Ctrl-C does it; resolves to the exit code. What was stored is deleted. */
  stop(): Promise<number | null>
}

/** Long enough for a busy machine; a quiet one takes a second. */
const START_MS = 30_000

export async function startDemo(): Promise<Demo> {
  const [port = 0, crmPort = 0] = await freePorts(2)
  const directory = mkdtempSync(path.join(tmpdir(), 'demo-'))
  const environment = {
    ...process.env,
    PORT: String(port),
    CRM_PORT: String(crmPort),
    DEMO_DIRECTORY: directory,
  }
  let running = await launch(environment)
  return {
    site: `http://localhost:${port}`,
    crm: `http://localhost:${crmPort}`,
    directory,
    printed: () => running.printed(),
    kill: async () => void (await end(running.process, 'SIGKILL')),
    killStarter: async () => {
      running.process.kill('SIGKILL')
      await once(running.process, 'exit')
    },
    restart: async () => {
      running = await launch(environment)
    },
    stop: async () => {
      const code = await end(running.process, 'SIGINT')
      rmSync(directory, { recursive: true, force: true })
      return code
    },
  }
}

interface Running {
  process: ChildProcess
  printed(): string
}

/** In a process group of its own, which a signal reaches as a whole, as one from a terminal does. */
async function launch(env: NodeJS.ProcessEnv): Promise<Running> {
  const started = spawn(process.execPath, ['demo/start.ts'], { env, detached: true })
  let text = ''
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The demo did not start: ${text}`)), START_MS)
    const onText = (chunk: Buffer): void => {
      text += chunk
      if (text.includes('is running')) settle(resolve)
    }
    const settle = (done: () => void): void => {
      clearTimeout(timer)
      done()
    }
    started.stdout.on('data', onText)
    started.stderr.on('data', onText)
    started.once('close', () => settle(() => reject(new Error(`The demo ended at once: ${text}`))))
  })
  return { process: started, printed: () => text }
}

/** Reaches the whole group: also a runtime whose starter is gone already. */
async function end(starter: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const hasEnded = starter.exitCode !== null || starter.signalCode !== null
  const exit = hasEnded ? null : once(starter, 'exit')
  try {
    process.kill(-Number(starter.pid), hasEnded ? 'SIGKILL' : signal)
  } catch {
    // nobody is left in the group
  }
  await exit
  return starter.exitCode
}
