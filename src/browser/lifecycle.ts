import { adoptAndSend, bodyOf, flush } from './delivery.ts'
import { attempt } from './lib/attempt.ts'
import { on } from './lib/on.ts'
import { items, reconcile } from './queue.ts'
import { collectUrl } from './settings.ts'
import { letGo } from './tab.ts'

/** Without Web Locks the events of the page before are left alone at first, so look once more. */
const SECOND_LOOK_MS = 15_000

/**
 * A request survives its page where `fetch` knows keepalive; Firefox before 133 needs a beacon.
 * That tells nothing of its fate, so the events stay, and the edge drops what it has seen.
 */
const sendLastWords = (): void => {
  if (attempt(() => 'keepalive' in Request.prototype)) flush()
  else if (items[0]) attempt(() => navigator.sendBeacon(collectUrl(), bodyOf(items)))
}

/**
 * Ties delivery to the life of the page: hidden, frozen, restored, online again.
 * Intentionally no `unload` or `beforeunload`: they shut the page out of the back/forward cache.
 */
export const followLifecycle = (): void => {
  adoptAndSend()
  setTimeout(adoptAndSend, SECOND_LOOK_MS)
  on('online visibilitychange', sendLastWords)
  on('pagehide freeze', () => {
    sendLastWords()
    letGo()
  })
  on<PageTransitionEvent>('pageshow resume', ({ persisted }) => {
    if (persisted === false) return
    reconcile()
    flush()
  })
}
