import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { firstOf, isFull } from '../shop/effort.ts'

const CLI = path.resolve('src/cli/cli.ts')

interface Server {
  url: string
  writeKey: string
  crmUrl: string
}

interface Started {
  process: ChildProcess
  server: Server
  /** From the command to its line. */
  ms: number
}

/** As a program starts it, which reads one line. */
async function start(...options: string[]): Promise<Started> {
  const began = performance.now()
  const child = spawn(process.execPath, [CLI, 'test-server', '--json', ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { process: child, server: JSON.parse(`${line}`), ms: performance.now() - began }
}

/** What Node alone takes on a machine that has time. */
const BARE_NODE_MS = 60

/** What it takes now: others may want the cores as well. */
async function startBareNode(): Promise<number> {
  const began = performance.now()
  await once(spawn(process.execPath, ['--eval', '0']), 'exit')
  return performance.now() - began
}

/** Processes that it started, and those that these started. */
function descendantsOf(pid: number | undefined): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  if (children === '') return []
  return children.split(' ').flatMap((child) => [Number(child), ...descendantsOf(Number(child))])
}

/** One that has ended, and that nobody has asked for yet, has no command any more. */
const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''

describe('npx freshsales-edge test-server', () => {
  it('says within three seconds where edge and CRM are', { timeout: 60_000 }, async () => {
    const times: number[] = []
    for (let run = 0; run < (isFull ? 5 : 1); run++) {
      const { process, server, ms } = await start()
      expect((await fetch(`${server.url}/sdk.js`)).status).toBe(200)
      expect((await fetch(`${server.crmUrl}/simulator/records`)).status).toBe(200)
      times.push(ms)
      process.kill()
      expect(await once(process, 'exit')).toEqual([0, null])
    }
    const median = times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0
    const slowness = Math.max(1, (await startBareNode()) / BARE_NODE_MS)
    console.log(`test-server: ${Math.round(median)} ms, median of ${times.length}`)
    expect(median / slowness).toBeLessThan(3_000)
  })

  const ENDS: [string, (child: ChildProcess) => unknown][] = [
    ['kill -9', (child) => child.kill('SIGKILL')],
    ['the end of its input', (child) => child.stdin?.end()],
    ['SIGINT', (child) => child.kill('SIGINT')],
  ]

  it.each(firstOf(2, ENDS))('leaves nothing behind after %s', async (_, stop) => {
    const { process, server } = await start()
    const runtimes = descendantsOf(process.pid)
    expect(runtimes.length).toBeGreaterThan(0)
    stop(process)
    await once(process, 'exit')
    await expect(fetch(server.url)).rejects.toThrow()
    await vi.waitFor(() => expect(runtimes.filter(isAlive)).toEqual([]))
  })

  it('takes ports and settings, and says what is wrong with one', async () => {
    const { server } = await start('--var', 'WRITE_KEYS={"wk_shop":"Shop"}')
    expect(server.writeKey).toBe('wk_shop')
    const { port } = new URL(server.url)
    const wrong: [typed: string[], told: string][] = [
      [['--port', port], `${port} is taken`],
      [['--var', 'EVENTS=['], 'EVENTS: '],
      [['--var', 'EVENTS'], '--var takes NAME=VALUE'],
      [['--port', 'x'], '--port takes a number'],
    ]
    for (const [typed, told] of firstOf(2, wrong))
      expect(await run(...typed)).toEqual([1, expect.stringContaining(told)])
  })

  it('says what to install where the runtime is missing', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'no-workerd-'))
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
    for (const file of ['package.json', 'wrangler.jsonc', 'dist', '.demo/freshsales.js'])
      cpSync(file, path.join(directory, file), { recursive: true })
    const { status, stdout } = spawnSync(process.execPath, ['dist/cli.js', 'test-server'], {
      cwd: directory,
      encoding: 'utf8',
    })
    expect([status, stdout]).toEqual([1, expect.stringContaining('npm install --save-dev workerd')])
  })
})

/** Its input stays open, as where a program has started it. */
async function run(...options: string[]): Promise<[status: number | null, text: string]> {
  const child = spawn(process.execPath, [CLI, 'test-server', ...options])
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      text += chunk
    })
  const [status] = (await once(child, 'close')) as [number | null]
  return [status, text]
}
