import { on } from '../lib/on.ts'
import { parseUrl } from '../lib/parseUrl.ts'
import { settings } from '../settings.ts'
import { flush, sendLastWords } from './flush.ts'
import { now } from './queue.ts'
import { release } from './strangers.ts'
import { letGo } from './tab.ts'

/** Where the page is going, as far as the browser tells. */
interface NavigateEvent extends Event {
  destination: { url: string; sameDocument: boolean }
  formData?: unknown
}

/** A navigation that has not taken place by then was none: a download, or one that was stopped. */
const MOVED_ON_WITHIN_MS = 3_000

let movesOnSince = -Infinity

/** Notes when the page is left for another one of the site, which takes on what this one kept. */
const watchMoves = (): void => {
  const { navigation } = window as unknown as { navigation?: EventTarget }
  navigation?.addEventListener('navigate', (event) => {
    const { destination, formData } = event as NavigateEvent
    const isOwn = parseUrl(destination.url)?.origin === location.origin
    if (!destination.sameDocument) movesOnSince = isOwn && !formData ? now() : -Infinity
  })
}

/** A batch goes at the latest when the page is hidden, unless the next page of the site takes it on. */
const sendBatch = (): void => {
  if (document.hidden !== false && now() - movesOnSince > MOVED_ON_WITHIN_MS) release()
}

/**
 * Ties delivery to the life of the page: hidden, frozen, restored, online again.
 * Intentionally no `unload` or `beforeunload`: they shut the page out of the back/forward cache.
 */
export const followLifecycle = (): void => {
  flush()
  if (settings.anonymous === 'batch') {
    watchMoves()
    on('visibilitychange pagehide', sendBatch)
  }
  on('online visibilitychange pageshow', flush)
  on('pagehide freeze', () => {
    sendLastWords()
    letGo()
  })
}
