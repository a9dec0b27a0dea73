import { pageAddress } from './lib/address.ts'
import { onNavigation } from './lib/onNavigation.ts'
import { whenVisible } from './lib/whenVisible.ts'
import { type Moment, thisMoment } from './moment.ts'

/** Frameworks set the title a moment after the address. */
const TITLE_SETTLES_MS = 100

/**
 * Reports page views: the first one, each new address within the page, and each return from the
 * back/forward cache. Pushing the same address again is none, and neither is `replaceState`, which
 * routers call for their own book-keeping; within the settling time it corrects the address.
 */
export function watchPages(query: string[] | undefined, view: (moment: Moment) => void): void {
  let seen = ''
  let due: Moment | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const address = (): string => pageAddress(location.href, query).href

  /** The title is the one of now, unless the page has moved on since. */
  const report = (): void => {
    clearTimeout(timer)
    if (due) view({ ...due, title: document.title })
    due = undefined
  }

  const look = (isReturn?: boolean): void => {
    const now = address()
    if (now === seen && !isReturn) return
    report()
    due = { ...thisMoment(), referrer: seen || document.referrer }
    seen = now
    timer = setTimeout(report, TITLE_SETTLES_MS)
  }

  const replaced = (): void => {
    if (seen) seen = address()
    if (due) due.href = location.href
  }

  whenVisible(look)
  onNavigation((isReplace) => (isReplace ? replaced() : look()))
  addEventListener('pageshow', (event) => event.persisted && look(true))
  addEventListener('pagehide', report)
}
