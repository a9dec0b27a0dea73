import { existsSync } from 'node:fs'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

/** Where a Chrome or Chromium is looked for, the first one wins. */
const INSTALLED = [
  process.env['CHROME_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Tests visit this machine only: no sandbox is needed, and nothing may phone home. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']

/** The installed Chromium, else the one that npm brings for Linux. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = await findBrowser()
  return chromium.launch({ executablePath, args: ARGUMENTS, ...options })
}

async function findBrowser(): Promise<string> {
  const installed = INSTALLED.find((file) => file && existsSync(file))
  if (installed) return installed
  const { default: packaged } = await import('@sparticuz/chromium')
  return packaged.executablePath()
}
