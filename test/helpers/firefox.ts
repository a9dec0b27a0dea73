import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, firefox } from 'playwright-core'

/** Where a Firefox is looked for, the first one wins. Not the one of a snap: it keeps to its own files. */
const INSTALLED = [
  process.env['FIREFOX_PATH'],
  '/usr/bin/firefox-esr',
  '/opt/firefox/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
]

/** The oldest one that these tests were run in; WebDriver BiDi grows with every version. */
const OLDEST_VERSION = 153

/** The name that makes Playwright drive a Firefox as it is, by WebDriver BiDi, and not its own build. */
const AS_IT_IS = 'moz-firefox'

/** What Playwright asks of every Firefox, and what only newer ones can do; no test looks at it. */
const NOT_NEEDED = 'emulation.setMediaFeaturesOverride'

const installed = INSTALLED.find((file) => file && existsSync(file))

/** Why there is no Firefox to test in; empty when there is one. */
export const firefoxMissing = ((): string => {
  if (!installed) return 'not installed here'
  const version = execFileSync(installed, ['--version'], { encoding: 'utf8' }).trim()
  const isOld = Number(version.match(/\d+/)) < OLDEST_VERSION
  return isOld ? `${version} is older than ${OLDEST_VERSION}` : ''
})()

export async function launchFirefox(
  preferences: Record<string, boolean | number>,
): Promise<Browser> {
  const browser = await firefox.launch({
    channel: AS_IT_IS,
    executablePath: `${installed}`,
    firefoxUserPrefs: preferences,
  })
  answerForFirefox(browser as unknown as Inside)
  return browser
}

/** The way from a browser to the session that Playwright speaks with it in, in the pinned version. */
interface Inside {
  _connection: { toImpl: (browser: Inside) => { _browserSession: Session } }
}
interface Session {
  send: (command: string, parameters: object) => Promise<unknown>
}

function answerForFirefox(browser: Inside): void {
  const session = browser._connection.toImpl(browser)._browserSession
  const send = session.send.bind(session)
  session.send = async (command, parameters) =>
    command === NOT_NEEDED ? {} : send(command, parameters)
}
