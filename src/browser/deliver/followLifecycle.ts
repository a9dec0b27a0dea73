import { on } from '../lib/on.ts'
import { flush, sendLastWords } from './flush.ts'
import { letGo } from './tab.ts'

/**
 * Ties delivery to the life of the page: hidden, frozen, restored, online again.
 * Intentionally no `unload` or `beforeunload`: they shut the page out of the back/forward cache.
 */
export const followLifecycle = (): void => {
  flush()
  on('online visibilitychange pageshow', flush)
  on('pagehide freeze', () => {
    sendLastWords()
    letGo()
  })
}
