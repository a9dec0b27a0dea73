import { navigationApi } from '../lib/navigationApi.ts'
import { on } from '../lib/on.ts'
import { type Moment, thisMoment } from './moment.ts'
import { view } from './view.ts'

/** Most frameworks set the title a moment after the address, some only when their data has come. */
const TITLE_SETTLES_MS = 100
const TITLE_COMES_MS = 1_500

/** The address that was counted last, and the title it had. */
let seen = ''
let seenTitle = ''
/** A page view whose title may still change. */
let due: Moment | undefined
/** It leads to another page by script, and the title may take its time. */
let isSlow = false
let timer: ReturnType<typeof setTimeout> | undefined

/** With all of its query: what is not told makes another page all the same. */
const address = (): string => location.href.replace(/#(?!!?\/).*/, '')

const report = (): void => {
  clearTimeout(timer)
  if (!due) return
  seenTitle = document.title
  view({ ...due, title: seenTitle })
  due = undefined
}

const settle = (): void => {
  const isOver = due && Date.now() - due.time > TITLE_COMES_MS
  if (isOver || !isSlow || document.title !== seenTitle) report()
  else timer = setTimeout(settle, TITLE_SETTLES_MS)
}

const look = ({ persisted, isPush }: { persisted?: boolean; isPush?: boolean } = {}): void => {
  const before = seen
  if (document.hidden === true || (address() === before && !persisted)) return
  report()
  seen = address()
  isSlow = !!isPush && seen.split('#')[0] !== before.split('#')[0]
  due = { ...thisMoment(), referrer: before || document.referrer }
  timer = setTimeout(settle, TITLE_SETTLES_MS)
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
  navigationApi()?.addEventListener('currententrychange', ({ navigationType }) =>
    navigated(!/push|tr/.test(`${navigationType}`), navigationType === 'push'),
  )
}

/** The address has changed within the page. */
export const navigated = (isReplace: boolean, isPush: boolean): void => {
  if (!isReplace) look({ isPush })
  else if (seen) {
    // A redirect is the router's last word.
    if (seen !== address()) isSlow = false
    seen = address()
    if (due) due.href = seen
  }
}
