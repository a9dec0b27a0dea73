import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePorts } from '../helpers/freePorts.ts'

const run = promisify(execFile)

/** Neither in examples/, where it would be in everybody's way, nor in node_modules, where bundlers look for no sources. */
const CACHE = path.resolve('.examples')

/** Whatever a framework calls the address of the edge; and none of them phones home. */
const environmentWith = (edge: string): NodeJS.ProcessEnv => ({
  ...process.env,
  ...Object.fromEntries(
    ['EDGE', 'VITE_EDGE', 'PUBLIC_EDGE', 'NEXT_PUBLIC_EDGE', 'NUXT_PUBLIC_EDGE'].map((name) => [
      name,
      edge,
    ]),
  ),
  ...Object.fromEntries(
    ['NEXT', 'NUXT', 'ASTRO'].map((name) => [`${name}_TELEMETRY_DISABLED`, '1']),
  ),
  // A framework that sees a test runner around it builds for tests.
  NODE_ENV: 'production',
  VITEST: undefined,
})

/** An example that was built and runs as its visitors get it. */
export interface RunningExample {
  url: string
  stop(): Promise<void>
}

/** Builds and starts it by its own scripts, and installs before what its lock file says, once for each. */
export async function startExample(name: string, edge: string): Promise<RunningExample> {
  const directory = copy(name)
  const env = environmentWith(edge)
  const { scripts } = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8'))
  if (scripts.build) {
    await install(directory)
    await npm(directory, env, 'run', 'build')
  }
  const [port = 0] = await freePorts(1)
  const server = spawn('npm', ['start', '--silent'], {
    cwd: directory,
    env: { ...env, PORT: String(port), HOST: 'localhost' },
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  server.stderr.on('data', (chunk) => {
    said += chunk
  })
  const stop = () => end(server)
  const url = `http://localhost:${port}`
  try {
    await untilItAnswers(url)
  } catch (error) {
    await stop()
    throw new Error(`npm start in ${directory}: ${(error as Error).message}\n${said}`)
  }
  return { url, stop }
}

/** What was installed stays from one run to the next. */
function copy(name: string): string {
  const directory = path.join(CACHE, name)
  mkdirSync(directory, { recursive: true })
  for (const entry of readdirSync(directory))
    if (entry !== 'node_modules' && entry !== STAMP)
      rmSync(path.join(directory, entry), { recursive: true })
  cpSync(path.join('examples', name), directory, { recursive: true })
  return directory
}

/** Holds the hash of the lock file that was installed. */
const STAMP = '.installed'

async function install(directory: string): Promise<void> {
  const lock = readFileSync(path.join(directory, 'package-lock.json'))
  const hash = createHash('sha256').update(lock).digest('hex')
  const stamp = path.join(directory, STAMP)
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) {
    await npm(directory, process.env, 'ci', '--ignore-scripts', '--include=dev', '--no-audit')
    writeFileSync(stamp, hash)
  }
  layProduct(directory)
}

/** As `npm install freshsales-edge` lays it. */
function layProduct(directory: string): void {
  const installed = path.join(directory, 'node_modules', 'freshsales-edge')
  rmSync(installed, { recursive: true, force: true })
  for (const entry of ['package.json', 'dist'])
    cpSync(entry, path.join(installed, entry), { recursive: true })
}

/** What it printed belongs to the error: a build fails for reasons that only it knows. */
async function npm(cwd: string, env: NodeJS.ProcessEnv, ...parameters: string[]): Promise<void> {
  try {
    await run('npm', parameters, { cwd, env })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`npm ${parameters.join(' ')} in ${cwd}:\n${stdout}\n${stderr}`)
  }
}

const START_MS = 30_000

async function untilItAnswers(url: string): Promise<void> {
  const deadline = Date.now() + START_MS
  for (;;) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    if (Date.now() > deadline) throw new Error(`${url} does not answer: ${answer?.status}`)
    await wait(100)
  }
}

/** With what npm started. */
async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const gone = once(server, 'exit')
  process.kill(-Number(server.pid), 'SIGKILL')
  await gone
}
