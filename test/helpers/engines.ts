import type { Browser } from 'playwright-core'
import { describe } from 'vitest'
import { isFull } from '../shop/effort.ts'
import { launchBrowser, launchWholeBrowser } from './browser.ts'
import { firefoxMissing, launchFirefox } from './firefox.ts'

/** A browser that the library is tested in. */
export interface Engine {
  name: 'Chromium' | 'Firefox'
  /** Why it is left out here; empty when it is there. */
  missing: string
  launch: (options?: EngineOptions) => Promise<Browser>
}

export interface EngineOptions {
  /** Keeps pages that were left alive, as browsers do outside of tests. Default: where the browser at hand can. */
  hasBackForwardCache?: boolean
}

/** Playwright switches the cache off by itself. */
const PLAYWRIGHT_DEFAULT = '--disable-back-forward-cache'

export const engines: Engine[] = [
  {
    name: 'Chromium',
    missing: '',
    launch: ({ hasBackForwardCache } = {}) => {
      const launch = hasBackForwardCache ? launchWholeBrowser : launchBrowser
      return launch(
        hasBackForwardCache === false ? {} : { ignoreDefaultArgs: [PLAYWRIGHT_DEFAULT] },
      )
    },
  },
  {
    name: 'Firefox',
    missing: isFull ? firefoxMissing : 'npm run test:all has it',
    launch: ({ hasBackForwardCache = true } = {}) =>
      launchFirefox({ 'browser.sessionhistory.max_total_viewers': hasBackForwardCache ? 8 : 0 }),
  },
]

/** Runs the same tests in every browser, and says of one that is not there why it is left out. */
export function inEachBrowser(tests: (engine: Engine) => void): void {
  for (const engine of engines)
    describe.skipIf(engine.missing)(
      `in ${engine.name}${engine.missing && ` (left out: ${engine.missing})`}`,
      () => tests(engine),
    )
}
