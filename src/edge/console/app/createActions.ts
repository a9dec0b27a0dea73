import type { Actions } from './actions.ts'
import type { Poll } from './createPoll.ts'
import type { Store } from './createStore.ts'
import { createNavigation } from './navigation.ts'
import { createOrders } from './orders.ts'

/** What a person at the page can do: look somewhere else, or order something. */
export function createActions(store: Store, poll: Poll): Actions {
  return { ...createNavigation(store, poll), ...createOrders(store, poll) }
}
