import type { Mover } from '../evidence.ts'

/** A page acts on a click of the visitor within this time. */
const CLICK_COUNTS_MS = 1_000

interface NavigateEvent extends Event {
  userInitiated?: boolean
  navigationType?: string
  destination?: { sameDocument?: boolean }
}

/**
 * Finds out who moves on, the page by itself or the visitor: by a link, the address bar, back, or by
 * closing the tab. The Navigation API tells of navigations that page or link began, and of no others.
 * Without it a page that is left soon after an answer, without a click, is taken to have moved itself.
 */
export const createMover = (
  isNearForm: (element: Element) => boolean,
): {
  onAct: (event: Event) => void
  mover: (isLeaving: boolean) => Mover
  noteAnswer: () => void
} => {
  const { navigation } = window as unknown as {
    navigation?: EventTarget & { currentEntry?: unknown }
  }
  const hasApi = !!navigation?.currentEntry
  let clickedAt = -CLICK_COUNTS_MS
  let wentBackAt = clickedAt
  let answeredAt = clickedAt
  let begun: { by: Mover; at: number } | undefined

  if (hasApi)
    navigation?.addEventListener('navigate', (event) => {
      const { userInitiated, navigationType, destination } = event as NavigateEvent
      if (destination?.sameDocument) return
      begun = {
        by: userInitiated || navigationType === 'traverse' ? 'visitor' : 'page',
        at: performance.now(),
      }
    })
  addEventListener('popstate', () => {
    wentBackAt = performance.now()
  })

  const isRecent = (at: number): boolean => performance.now() - at < CLICK_COUNTS_MS

  return {
    onAct: (event) => {
      const path = event.composedPath() as Element[]
      if (
        event.isTrusted &&
        event.type === 'click' &&
        !path.some((node) => node.localName && isNearForm(node))
      )
        clickedAt = performance.now()
    },
    noteAnswer: () => {
      answeredAt = performance.now()
    },
    mover: (isLeaving) => {
      if (isRecent(clickedAt) || isRecent(wentBackAt)) return 'visitor'
      if (!isLeaving) return 'page'
      if (!hasApi) return isRecent(answeredAt) ? 'page' : 'visitor'
      return begun && performance.now() - begun.at < 20_000 ? begun.by : 'visitor'
    },
  }
}

/** The path of the page, with a fragment that routes. */
export const pathNow = (): string =>
  location.pathname + (/^#!?\//.test(location.hash) ? location.hash : '')
