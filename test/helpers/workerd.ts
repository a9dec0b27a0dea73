import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { readCompatibilityDate } from '../../src/testing/server/readCompatibilityDate.ts'
import { workerdConfig } from '../../src/testing/server/workerdConfig.ts'

export interface WorkerdOptions {
  /** The built module. */
  script: string
  /** Gets the objects' storage; start again with the same one to find it all again. */
  directory: string
  /** Default: one that is free. */
  port?: number
  /** Variables and secrets. */
  variables: Readonly<Record<string, string>>
  /** Classes with SQLite storage, by binding. Default: the Outbox. */
  objects?: Readonly<Record<string, string>>
  /** What becomes of what it logs. Default: it is printed. */
  log?: 'inherit' | 'ignore'
  /** No file of it may grow beyond this, as if the disk were full. Default: no limit. */
  maxFileBytes?: number
}

/** A Worker on the bare runtime: what it costs and what it survives, without Wrangler's proxies. */
export interface Workerd {
  url: string
  port: number
  /** Process CPU time so far, over all threads. */
  cpuMs(): number
  /** Ends it, by default without a chance to clean up, as a crash would. */
  kill(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

/** Path of the runtime's binary; the package has no types. */
const workerd = (createRequire(import.meta.url)('workerd') as { default: string }).default

/** Starts a Worker and answers once it listens. */
export async function startWorkerd(options: WorkerdOptions): Promise<Workerd> {
  const log = options.log ?? 'inherit'
  const command = [workerd, 'serve', '--control-fd=3', writeConfig(options)]
  const [program = '', ...parameters] =
    options.maxFileBytes === undefined ? command : limited(command, options.maxFileBytes)
  const process = spawn(program, parameters, { stdio: ['ignore', log, log, 'pipe'] })
  const exited = new Promise<void>((resolve) => process.once('exit', () => resolve()))
  const port = await whenListening(process)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    cpuMs: () => readCpuMs(process.pid),
    async kill(signal = 'SIGKILL') {
      process.kill(signal)
      await exited
    },
  }
}

/** A write beyond the limit fails, and the signal that would come with it is ignored. */
function limited(command: readonly string[], maxFileBytes: number): string[] {
  const blocks = Math.floor(maxFileBytes / 512)
  return ['sh', '-c', `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`, 'sh', ...command]
}

/** The runtime writes one line of JSON for each socket it opened. */
function whenListening(process: ChildProcess): Promise<number> {
  const control = process.stdio[3] as Readable
  return new Promise((resolve, reject) => {
    let text = ''
    control.on('data', (chunk) => {
      text += chunk
      const [, port] = /"event":"listen".*"port":(\d+)/.exec(text) ?? []
      if (port !== undefined) resolve(Number(port))
    })
    process.once('exit', (code) => reject(new Error(`workerd ended with code ${code}`)))
  })
}

function writeConfig({ script, directory, port = 0, variables, objects }: WorkerdOptions): string {
  mkdirSync(path.join(directory, 'objects'), { recursive: true })
  copyFileSync(script, path.join(directory, 'worker.js'))
  const worker = {
    name: 'worker',
    script: 'worker.js',
    compatibilityDate: readCompatibilityDate('.'),
    port,
    variables,
    objects: objects ?? { OUTBOX: 'Outbox' },
  }
  const file = path.join(directory, 'workerd.capnp')
  writeFileSync(file, workerdConfig([worker], path.join(directory, 'objects')))
  return file
}

/** The scheduler counts in nanoseconds; the better known /proc/PID/stat only in steps of 10 ms. */
function readCpuMs(pid: number | undefined): number {
  const tasks = `/proc/${pid}/task`
  const nanoseconds = readdirSync(tasks).map((task) => {
    const [running = '0'] = readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')
    return Number(running)
  })
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e6
}
