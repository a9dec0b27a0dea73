import type { Browser } from 'playwright-core'
import { launchBrowser } from '../../../helpers/browser.ts'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  // Some libraries do nothing for a browser that admits to being driven.
  '--disable-blink-features=AutomationControlled',
  // Else each window prepares an address bar, a renderer of its own that keeps a processor busy.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
]

/** Playwright switches it off by itself. */
const NO_BFCACHE = '--disable-back-forward-cache'

/** A browser whose left pages live on in the back/forward cache, or die at once. */
export function launch({
  hasBackForwardCache,
}: {
  hasBackForwardCache: boolean
}): Promise<Browser> {
  return launchBrowser({
    args: ARGUMENTS,
    ...(hasBackForwardCache && { ignoreDefaultArgs: [NO_BFCACHE] }),
  })
}
