import type { DeliveryView } from '../../../outbox/operator/views.ts'
import type { Actions } from '../actions.ts'
import { h, type Markup } from '../lib/h.ts'
import type { OutcomeFilter, State } from '../state.ts'
import { OUTCOME_LABELS, viewDeliveryRow } from './deliveryRow.ts'

const FILTERS = [undefined, ...(Object.keys(OUTCOME_LABELS) as DeliveryView['outcome'][])]

/** The newest calls; new ones come in at the top while one looks. */
export function viewDeliveries(state: State, actions: Actions): Markup[] {
  const { deliveries, hasOlder, overview, isBusy } = state
  const now = overview?.now ?? Date.now()
  return [
    h('h1', {}, 'Deliveries'),
    h(
      'p',
      { class: 'muted' },
      'The newest 2,000 calls to Freshsales: what was sent, what came back, and what Freshsales did not take.',
    ),
    viewFilters(state, actions),
    deliveries.length > 0
      ? h(
          'div',
          { key: 'rows', class: 'card rows' },
          deliveries.map((each) => viewDeliveryRow(each, now, actions)),
        )
      : h('p', { key: 'empty', class: 'card empty' }, emptyText(state.outcome)),
    hasOlder &&
      h(
        'button',
        { key: 'older', type: 'button', disabled: isBusy, onclick: actions.loadOlder },
        'Load older ones',
      ),
  ].filter((each) => each !== false)
}

function viewFilters({ outcome }: State, actions: Actions): Markup {
  return h(
    'div',
    { class: 'chips', role: 'group', 'aria-label': 'Outcome' },
    FILTERS.map((each) =>
      h(
        'button',
        {
          key: each ?? 'all',
          type: 'button',
          'aria-pressed': String(each === outcome),
          onclick: () => actions.chooseOutcome(each),
        },
        each === undefined ? 'All' : OUTCOME_LABELS[each],
      ),
    ),
  )
}

function emptyText(outcome: OutcomeFilter): string {
  return outcome === undefined
    ? 'Nothing has been sent to Freshsales yet. Calls show up here as soon as someone introduces themselves on your site.'
    : `None of the calls kept here came to this: ${OUTCOME_LABELS[outcome].toLowerCase()}.`
}
