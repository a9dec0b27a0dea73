import type { Actions } from '../actions.ts'
import { h, type Markup } from '../lib/h.ts'
import type { State, Tab } from '../state.ts'
import { viewDeadLetters } from './deadLetters.ts'
import { viewDeliveries } from './deliveries.ts'
import { viewForgetDialog } from './forgetDialog.ts'
import { viewHeader } from './header.ts'
import { viewLogin } from './login.ts'
import { viewOverview } from './overview.ts'
import { viewPeople } from './people.ts'
import { viewTabs } from './tabs.ts'
import { viewWaiting } from './waiting.ts'

/** The whole page for a state. Pure. */
export function viewPage(state: State, actions: Actions): Markup[] {
  if (state.token === undefined) return [viewLogin(state, actions)]
  return [
    viewHeader(state, actions),
    viewTabs(state, actions),
    h(
      'main',
      { id: 'main', tabindex: '-1', key: 'main' },
      ...viewMessages(state, actions),
      h('div', { key: state.tab, class: 'tab' }, TABS[state.tab](state, actions)),
    ),
    viewForgetDialog(state, actions),
  ]
}

const TABS: { [tab in Tab]: (state: State, actions: Actions) => Markup[] } = {
  overview: viewOverview,
  deliveries: viewDeliveries,
  waiting: viewWaiting,
  'dead-letters': viewDeadLetters,
  people: viewPeople,
}

/** Announced to screen readers when they come up. */
function viewMessages({ connectionProblem, notice, overview }: State, actions: Actions): Markup[] {
  return [
    h(
      'div',
      { key: 'messages', role: 'status', class: 'messages' },
      connectionProblem !== undefined &&
        h('p', { key: 'connection', class: 'message bad' }, `${connectionProblem} Trying again …`),
      overview?.health.degraded.map((reason) =>
        h('p', { key: `degraded ${reason}`, class: 'message warn' }, reason),
      ),
      notice !== undefined &&
        h(
          'p',
          { key: 'notice', class: notice.isBad ? 'message bad' : 'message good' },
          notice.text,
          h('button', { type: 'button', class: 'plain', onclick: actions.dismiss }, 'Dismiss'),
        ),
    ),
  ]
}
