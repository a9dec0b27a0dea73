import { ApiError, createApi } from './api.ts'
import type { Store } from './createStore.ts'
import { loadTab } from './loadTab.ts'
import { keepToken } from './session.ts'

export interface Poll {
  /** Looks at once instead of when it is time. */
  now(): void
}

const EVERY_MS = 2_000

/** A large backlog is costly to count, and nobody watches it by the second. */
const LARGE_BACKLOG = 2_000
const EVERY_MS_WHEN_LARGE = 10_000

/** Looks what is new, again and again, while somebody can see it. */
export function createPoll(store: Store): Poll {
  let timer: number | undefined
  let isLooking = false
  let isWanted = false

  async function look(): Promise<void> {
    clearTimeout(timer)
    const { token } = store.state()
    if (token === undefined || document.hidden) return
    if (isLooking) {
      isWanted = true
      return
    }
    isLooking = true
    try {
      await loadTab(store, createApi(token))
      if (store.state().connectionProblem) store.change({ connectionProblem: undefined })
    } catch (error) {
      tellProblem(store, error)
    } finally {
      isLooking = false
    }
    timer = window.setTimeout(look, isWanted ? 0 : interval(store))
    isWanted = false
  }

  return { now: () => void look() }
}

function interval(store: Store): number {
  const { newContacts, changes } = store.state().overview?.backlog ?? {}
  const waiting = (newContacts?.count ?? 0) + (changes?.count ?? 0)
  return waiting > LARGE_BACKLOG ? EVERY_MS_WHEN_LARGE : EVERY_MS
}

/** A token that is no longer right locks the console; anything else passes. */
export function tellProblem(store: Store, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  const status = error instanceof ApiError ? error.status : 0
  if (status === 401 || status === 403) {
    keepToken(undefined)
    store.change({ token: undefined, loginProblem: message })
  } else store.change({ connectionProblem: message })
}
