import type { Overview } from '../../../outbox/operator/views.ts'
import type { Actions } from '../actions.ts'
import { formatCount } from '../lib/format.ts'
import { h, type Markup } from '../lib/h.ts'
import { type State, TABS, type Tab } from '../state.ts'

const LABELS: { [tab in Tab]: string } = {
  overview: 'Overview',
  deliveries: 'Deliveries',
  waiting: 'Waiting',
  'dead-letters': 'Dead letters',
  people: 'People',
}

export function viewTabs({ tab, overview }: State, actions: Actions): Markup {
  return h(
    'nav',
    { key: 'tabs', 'aria-label': 'Console' },
    TABS.map((each) =>
      h(
        'a',
        {
          key: each,
          href: `#/${each}`,
          'aria-current': each === tab ? 'page' : undefined,
          onclick: () => actions.go(each),
        },
        LABELS[each],
        overview && viewBadge(each, overview),
      ),
    ),
  )
}

function viewBadge(tab: Tab, { backlog, deadLetters }: Overview): Markup | false {
  const { newContacts, changes, mapped, timeline, held } = backlog
  const waiting = [newContacts, changes, mapped, timeline, held]
  const count =
    tab === 'dead-letters'
      ? deadLetters
      : tab === 'waiting'
        ? {
            count: waiting.reduce((sum, each) => sum + each.count, 0),
            isMore: waiting.some(({ isMore }) => isMore),
          }
        : undefined
  if (!count?.count) return false
  return h('span', { class: tab === 'dead-letters' ? 'badge bad' : 'badge' }, formatCount(count))
}
