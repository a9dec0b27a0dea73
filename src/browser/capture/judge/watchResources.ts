import { attempt } from '../../lib/attempt.ts'
import type { Says } from '../evidence.ts'

/** What the browser says was loaded, as far as no wrapper saw it. */
export interface Loaded {
  kind: 'script' | 'image' | 'unseen request'
  address: string
  /** When it began, by the clock of the page. */
  at: number
  says: Says
}

const KINDS: Record<string, Loaded['kind']> = {
  script: 'script',
  img: 'image',
  fetch: 'unseen request',
  xmlhttprequest: 'unseen request',
  beacon: 'unseen request',
}

/** Scripts and images carry forms in their address; a page may have kept `fetch` before it was wrapped. */
export const watchResources = (onLoaded: (loaded: Loaded) => void): void => {
  attempt(() =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
        const kind = KINDS[entry.initiatorType]
        const { responseStatus = 0 } = entry as { responseStatus?: number }
        const says =
          responseStatus > 399
            ? 'fails'
            : responseStatus > 199 && responseStatus < 300
              ? 'taken'
              : 'unclear'
        if (kind) onLoaded({ kind, address: entry.name, at: entry.startTime, says })
      }
    }).observe({ type: 'resource', buffered: true }),
  )
}
