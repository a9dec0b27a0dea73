import { on } from '../lib/on.ts'
import { onNavigation } from '../lib/onNavigation.ts'
import { type Moment, thisMoment } from './moment.ts'
import { record } from './record.ts'

/** Most frameworks set the title a moment after the address, some only when their data has come. */
const TITLE_SETTLES_MS = 100
const TITLE_COMES_MS = 1_500

/** The address that was counted last, and the title it had. */
let seen = ''
let seenTitle = ''
/** A page view whose title may still change. */
let due: Moment | undefined
let timer: ReturnType<typeof setTimeout> | undefined

/** With all of its query: what is not told makes another page all the same. */
const address = (): string => location.href.replace(/#(?!!?\/).*/, '')

const report = (): void => {
  clearTimeout(timer)
  if (due) {
    seenTitle = thisMoment().title
    record('page', [], { ...due, title: seenTitle })
  }
  due = undefined
}

/** A title that is still that of the page before gets more time. */
const reportOrWait = (): void => {
  if (thisMoment().title !== seenTitle) report()
  else timer = setTimeout(report, TITLE_COMES_MS - TITLE_SETTLES_MS)
}

const look = ({ persisted }: { persisted?: boolean } = {}): void => {
  if (document.hidden === true || (address() === seen && !persisted)) return
  report()
  due = { ...thisMoment(), referrer: seen || thisMoment().referrer }
  seen = address()
  timer = setTimeout(persisted ? report : reportOrWait, TITLE_SETTLES_MS)
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
