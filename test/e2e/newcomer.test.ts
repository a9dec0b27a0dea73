import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { launchBrowser } from '../helpers/browser.ts'
import { freePorts } from '../helpers/freePorts.ts'
import { isFull } from '../shop/effort.ts'

const MOST_MS = 5 * 60_000
const MOST_INPUTS = 3

const README = readFileSync('README.md', 'utf8')

/** The example of the README that holds this text. */
function example(part: string): string {
  const texts = [...README.matchAll(/```\w+\n([\s\S]*?)```/g)].map(([, text = '']) => text)
  const found = texts.find((text) => text.includes(part))
  if (found === undefined) throw new Error(`The README shows no ${part}`)
  return found
}

/** Somebody with nothing but the README: what they type is taken from it, and what they change is counted. */
it.runIf(isFull)(
  'a newcomer sees the first lead of their own page within five minutes and three inputs',
  { timeout: 3 * MOST_MS },
  async () => {
    const started = Date.now()
    const inputs: string[] = []
    const change = (text: string, from: string, to: string): string => {
      inputs.push(to)
      expect(text).toContain(from)
      return text.replace(from, to)
    }
    const [port = 0, crmPort = 0] = await freePorts(2)
    const copy = mkdtempSync(path.join(tmpdir(), 'newcomer-'))
    onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
    execFileSync('sh', ['-c', `git archive HEAD | tar -x -C ${copy}`])
    expect(example('npm ci')).toMatch(/^git clone .*\nnpm ci\nnpm start\n$/)
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], {
      cwd: copy,
      stdio: 'ignore',
    })

    const page = await ownPage()
    const variables = change(example('ALLOWED_ORIGINS='), 'http://localhost:3000', page.origin)
    writeFileSync(path.join(copy, '.dev.vars'), variables)
    await start(copy, { PORT: String(port), CRM_PORT: String(crmPort) })
    // The ports are the test's, so that it can run beside a demo.
    const tag = example('http://localhost:8787/sdk.js').replace('8787', String(port))
    page.put(tag)
    inputs.push('the tag')

    const browser = await launchBrowser()
    onTestFinished(() => browser.close())
    const visit = await browser.newPage()
    await visit.goto(page.origin)
    await visit.getByLabel('E-mail').fill('first@own.example')
    await visit.getByRole('button').click()
    const crm = `http://localhost:${crmPort}/simulator/records`
    await vi.waitFor(
      async () => expect(await (await fetch(crm)).text()).toContain('first@own.example'),
      { timeout: 30_000 },
    )
    const minutes = (Date.now() - started) / 60_000
    console.log(`newcomer: ${inputs.length} inputs, ${minutes.toFixed(1)} minutes`)
    expect(inputs.length).toBeLessThanOrEqual(MOST_INPUTS)
    expect(Date.now() - started).toBeLessThan(MOST_MS)
  },
)

/** A site of somebody's own, with a form that says thanks. */
async function ownPage(): Promise<{ origin: string; put(tag: string): void }> {
  let tag = ''
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(
      request.method === 'POST'
        ? `<!doctype html>${tag}<h1>Thank you</h1>`
        : `<!doctype html>${tag}<form method="post"><label>E-mail <input name="email" type="email"></label><button>Sign up</button></form>`,
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://localhost:${port}`,
    put(given) {
      tag = given
    },
  }
}

async function start(directory: string, ports: Record<string, string>): Promise<void> {
  const running = spawn('npm', ['start'], {
    cwd: directory,
    env: { ...process.env, ...ports },
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(async () => {
    process.kill(-Number(running.pid), 'SIGINT')
    await once(running, 'exit')
  })
  await new Promise<void>((resolve, reject) => {
    running.stdout.on('data', (text) => String(text).includes('is running') && resolve())
    running.once('exit', () => reject(new Error('npm start ended')))
  })
}
