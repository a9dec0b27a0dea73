import { createActions } from './createActions.ts'
import { createPoll } from './createPoll.ts'
import { createStore } from './createStore.ts'
import { patch } from './lib/patch.ts'
import { readRoute } from './route.ts'
import { readToken } from './session.ts'
import { initialState } from './state.ts'
import { viewPage } from './views/page.ts'

/** Ties state, page, clock and address together. */
export function startConsole(root: HTMLElement): void {
  const store = createStore({ ...initialState(readToken()), ...readRoute(location.hash) })
  const poll = createPoll(store)
  const actions = createActions(store, poll)

  store.onChange((state) => {
    patch(root, viewPage(state, actions))
    showDialog(state.forgetting !== undefined)
  })
  addEventListener('hashchange', () => {
    store.change(readRoute(location.hash))
    root.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest' })
    poll.now()
  })
  document.addEventListener('visibilitychange', poll.now)
  watchWidth((isNarrow) => store.change({ isNarrow }))
  // Escape closes a dialog without asking anybody.
  root.addEventListener('close', actions.cancelForget, { capture: true })
  store.change({})
  poll.now()
}

/** A dialog is shown by a method and not by an attribute; only so it keeps the focus inside. */
function showDialog(isOpen: boolean): void {
  const dialog = document.getElementById('forget')
  if (!(dialog instanceof HTMLDialogElement) || dialog.open === isOpen) return
  if (isOpen) dialog.showModal()
  else dialog.close()
}

function watchWidth(tell: (isNarrow: boolean) => void): void {
  const phone = matchMedia('(max-width: 640px)')
  phone.addEventListener('change', () => tell(phone.matches))
  tell(phone.matches)
}
