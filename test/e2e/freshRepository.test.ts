import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { installedChromium } from '../helpers/browser.ts'
import { freePorts } from '../helpers/freePorts.ts'
import { isFull } from '../shop/effort.ts'

/** Promised: install, start, drive, and say what is wrong. */
const MOST_MS = 60_000

/** The plain example in a folder of its own, with the package as npm packs it: what its workflow runs in CI. */
it.runIf(isFull && installedChromium)(
  'a form that is broken turns a repository red, and says why, within a minute',
  { timeout: 5 * MOST_MS },
  async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'fresh-repository-'))
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
    const packed = npm('.', 'pack', '--ignore-scripts', '--silent', '--pack-destination', directory)
    cpSync('examples/html', directory, { recursive: true })
    await prepare(directory)

    // A relaunch: the form is sent to an address that is not there any more.
    change(directory, 'public/app.js', "fetch('/sign-up'", "fetch('/register'")
    const began = performance.now()
    npm(directory, 'ci', '--ignore-scripts')
    npm(directory, 'install', '--no-save', '--ignore-scripts', `./${packed.trim()}`)
    const broken = playwright(directory)
    const seconds = (performance.now() - began) / 1_000
    console.log(`fresh repository: red after ${seconds.toFixed(1)} s`)
    expect(broken.status).toBe(1)
    expect(broken.text).toContain('No contact with {"email":"ann@acme.example","firstName":"Ann"')
    expect(broken.text).toContain('A page loaded the script and posted nothing')
    expect(broken.text).toContain('signUp.spec.ts:9')
    expect(seconds).toBeLessThan(MOST_MS / 1_000)

    change(directory, 'public/app.js', "fetch('/register'", "fetch('/sign-up'")
    expect(playwright(directory)).toEqual({ status: 0, text: expect.stringContaining('2 passed') })
  },
)

function npm(cwd: string, ...parameters: string[]): string {
  return execFileSync('npm', parameters, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** As `npx playwright test`, in a process that knows nothing of this test runner. */
function playwright(cwd: string): { status: number | null; text: string } {
  const env = { ...process.env, CI: '1', FORCE_COLOR: '0', VITEST: undefined, NODE_ENV: undefined }
  const { status, stdout, stderr } = spawnSync('npx', ['playwright', 'test', '--reporter=line'], {
    cwd,
    env,
    encoding: 'utf8',
  })
  return { status, text: stdout + stderr }
}

/** The ports are the test's, so that it can run beside others, and so is the browser: none is downloaded. */
async function prepare(directory: string): Promise<void> {
  const [site = 0, edge = 0] = await freePorts(2)
  const config = 'playwright.config.ts'
  change(directory, config, '8790', String(edge))
  change(directory, config, '3000', String(site))
  change(directory, config, 'EDGE: edge', `EDGE: edge, PORT: '${site}'`)
  const browser = { executablePath: installedChromium, args: ['--no-sandbox'] }
  change(directory, config, 'use: {', `use: { launchOptions: ${JSON.stringify(browser)},`)
}

function change(directory: string, file: string, from: string, to: string): void {
  const text = readFileSync(path.join(directory, file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(path.join(directory, file), text.replaceAll(from, to))
}
