import { settings } from '../core.ts'
import { on } from '../lib/on.ts'
import { flush } from './flush.ts'
import { release } from './release.ts'

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

/** Ties delivery to the life of the page: hidden, restored, online again; its last words come from `sdk.js`. */
export const followLifecycle = (): void => {
  flush()
  if (settings.anonymous === 'batch') watchBatch()
  on('online visibilitychange pageshow', flush)
}
