import { batchesOf, type Delivery } from './delivery.ts'
import { attempt } from './lib/attempt.ts'
import type { Settings } from './options.ts'
import type { Queue } from './queue.ts'
import type { Tab } from './tab.ts'
import { bodyOf } from './transport.ts'

/** Without Web Locks the events of the page before are left alone this long, so look once more. */
const SECOND_LOOK_MS = 15_000

/** A page's last request survives it where `fetch` knows keepalive; Firefox before 133 needs a beacon. */
const hasKeepalive = (): boolean =>
  typeof Request === 'function' && 'keepalive' in Request.prototype

interface Parts {
  settings: Settings
  queue: Queue
  delivery: Delivery
  tab: Tab
}

/**
 * Ties delivery to the life of the page: hidden, frozen, restored, online again.
 * Intentionally no `unload` or `beforeunload`: they shut the page out of the back/forward cache.
 */
export function followLifecycle({ settings, queue, delivery, tab }: Parts): void {
  /** A beacon tells nothing of its fate, so the events stay and the edge drops what it has seen. */
  const lastWords = (): void => {
    const [batch] = batchesOf(queue.all())
    if (hasKeepalive() || !batch) delivery.flush()
    else {
      const body = bodyOf(
        batch.map((item) => item.text),
        settings.writeKey,
      )
      attempt(() => navigator.sendBeacon(settings.url, body))
    }
  }
  const leave = (): void => {
    lastWords()
    tab.letGo()
  }
  const comeBack = (): void => {
    tab.hold()
    queue.reconcile()
    delivery.flush()
  }

  tab.hold()
  delivery.adopt()
  setTimeout(delivery.adopt, SECOND_LOOK_MS)
  addEventListener('pagehide', leave)
  addEventListener('pageshow', (event) => event.persisted && comeBack())
  addEventListener('online', delivery.flush)
  document.addEventListener('freeze', leave)
  document.addEventListener('resume', comeBack)
  document.addEventListener('visibilitychange', () =>
    document.visibilityState === 'hidden' ? lastWords() : delivery.flush(),
  )
}
