import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { isQuick } from '../shop/effort.ts'

/** Where a Chrome or Chromium is looked for, the first one wins. */
const INSTALLED = [
  process.env['CHROME_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The same without its windows: a page costs half the processor time, and none that was left is kept alive. */
const HEADLESS = '/usr/bin/chromium-headless-shell'

/** Tests visit this machine only: no sandbox is needed, and nothing may phone home. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']

/** The installed Chromium, else the one that npm brings for Linux; `npm test` prefers the one without windows. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = isQuick && existsSync(HEADLESS) ? HEADLESS : await findBrowser()
  return chromium.launch({ executablePath, args: ARGUMENTS, ...options })
}

export const launchWholeBrowser = async (options: LaunchOptions = {}): Promise<Browser> =>
  launchBrowser({ executablePath: await findBrowser(), ...options })

/** Where there is none, tests get one that lacks what only a whole browser can do. */
export const installedChromium = INSTALLED.find((file) => file && existsSync(file))

/** A Chromium as visitors have it: hidden pages are hidden, and pages are rendered ahead. */
export interface UndrivenBrowser {
  /** From now on it renders nothing ahead, since it is debugged. */
  connect: () => Promise<Browser>
  close: () => Promise<void>
}

/** Opens an address in a Chromium that nobody drives; the page itself does what a visitor would. */
export async function openUndriven(url: string): Promise<UndrivenBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'chromium-'))
  const options = ['--headless', '--no-first-run', '--remote-debugging-port=0']
  const child = spawn(
    await findBrowser(),
    [...ARGUMENTS, ...options, `--user-data-dir=${profile}`, url],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const whenGone = once(child, 'exit')
  const endpoint = await endpointOf(child.stderr)
  return {
    connect: () => chromium.connectOverCDP(endpoint, { noDefaults: true }),
    close: async () => {
      child.kill()
      await whenGone
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function endpointOf(output: Readable): Promise<string> {
  let text = ''
  for await (const chunk of output.iterator({ destroyOnReturn: false })) {
    text += chunk
    const endpoint = /listening on (ws:\S+)\s/.exec(text)?.[1]
    if (!endpoint) continue
    output.resume()
    return endpoint
  }
  throw new Error(`Chromium ended before it listened:\n${text}`)
}

async function findBrowser(): Promise<string> {
  if (installedChromium) return installedChromium
  const { default: packaged } = await import('@sparticuz/chromium')
  return packaged.executablePath()
}
