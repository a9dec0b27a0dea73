import { on } from '../lib/on.ts'
import { onNavigation } from '../lib/onNavigation.ts'
import { type Moment, thisMoment } from './moment.ts'
import { pageAddress } from './pageAddress.ts'
import { record } from './record.ts'

/** Frameworks set the title a moment after the address. */
const TITLE_SETTLES_MS = 100

/** The address that was counted last. */
let seen = ''
/** A page view whose title may still change. */
let due: Moment | undefined
let timer: ReturnType<typeof setTimeout> | undefined

const address = (): string => pageAddress(location.href).href

const report = (): void => {
  clearTimeout(timer)
  if (due) record('page', [], { ...due, title: document.title })
  due = undefined
}

const look = ({ persisted }: { persisted?: boolean } = {}): void => {
  if (document.hidden || (address() === seen && !persisted)) return
  report()
  due = { ...thisMoment(), referrer: seen || document.referrer }
  seen = address()
  timer = setTimeout(report, TITLE_SETTLES_MS)
}

/**
 * Reports page views: the first one, each new address within the page, and each return from the
 * back/forward cache. Pushing the same address again is none, and neither is `replaceState`, which
 * routers call for their own book-keeping; within the settling time it corrects the address.
 * Pages rendered ahead and tabs opened in the background count when they are first seen.
 */
export const watchPages = (): void => {
  look()
  on<PageTransitionEvent>('visibilitychange pageshow', look)
  on('pagehide', report)
  onNavigation((isReplace) => {
    if (!isReplace) look()
    else if (seen) {
      seen = address()
      if (due) due.href = seen
    }
  })
}
