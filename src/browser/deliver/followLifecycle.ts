import { on } from '../lib/on.ts'
import { settings } from '../settings.ts'
import { flush, sendLastWords } from './flush.ts'
import { release } from './strangers.ts'
import { letGo } from './tab.ts'

/** Where the page is going, as far as the browser tells. */
interface NavigateEvent extends Event {
  destination: { url: string; sameDocument: boolean }
  formData?: unknown
}

let isMovingOn = false

/** A batch goes at the latest when the page is hidden, unless the next page of the site takes it on. */
const watchBatch = (): void => {
  const { navigation } = window as unknown as { navigation?: EventTarget }
  navigation?.addEventListener('navigate', (event) => {
    const { destination, formData } = event as NavigateEvent
    isMovingOn =
      !destination.sameDocument && !formData && destination.url.startsWith(location.origin)
  })
  on('visibilitychange pagehide', () => {
    if (document.hidden !== false && !isMovingOn) release()
  })
}

/**
 * Ties delivery to the life of the page: hidden, frozen, restored, online again.
 * Intentionally no `unload` or `beforeunload`: they shut the page out of the back/forward cache.
 */
export const followLifecycle = (beforeLast: () => void): void => {
  flush()
  if (settings.anonymous === 'batch') watchBatch()
  on('online visibilitychange pageshow', flush)
  on('pagehide freeze', () => {
    // In one listener: after each the browser tells of requests that end with the page.
    beforeLast()
    sendLastWords()
    letGo()
  })
}
