import type { Overview } from '../../../outbox/operator/views.ts'
import type { Actions } from '../actions.ts'
import { formatAgo, formatHour } from '../lib/format.ts'
import { h, type Markup } from '../lib/h.ts'
import type { State } from '../state.ts'

export function viewHeader({ overview, isBusy }: State, actions: Actions): Markup {
  const isPaused = overview?.delivery.state === 'paused'
  return h(
    'header',
    { key: 'header' },
    h('a', { class: 'skip', href: '#main' }, 'Skip to the content'),
    h(
      'span',
      { class: 'brand' },
      h('span', { class: 'mark', 'aria-hidden': 'true' }),
      'freshsales-edge',
    ),
    overview && viewState(overview),
    h('span', { class: 'space' }),
    overview &&
      h(
        'button',
        {
          key: 'pause',
          type: 'button',
          disabled: isBusy,
          class: isPaused ? 'primary' : '',
          title: 'Events are accepted all the same',
          onclick: isPaused ? actions.resume : actions.pause,
        },
        isPaused ? 'Resume' : 'Pause',
        h('span', { class: 'on-wide' }, ' delivery'),
      ),
    h('button', { key: 'lock', type: 'button', class: 'plain', onclick: actions.lock }, 'Lock'),
  )
}

/** In one glance: do leads flow, and if not, why and until when. */
function viewState(overview: Overview): Markup {
  const { tone, text } = describe(overview)
  return h('span', { key: 'state', class: `state ${tone}` }, text)
}

function describe({ delivery, health, now }: Overview): { tone: string; text: string } {
  switch (delivery.state) {
    case 'paused':
      return { tone: 'warn', text: `Paused ${formatAgo(delivery.since, now)}` }
    case 'throttled':
      return { tone: 'warn', text: `Freshsales asks to wait until ${formatHour(delivery.until)}` }
    case 'quotaUsedUp':
      return { tone: 'warn', text: `Quota used up until ${formatHour(delivery.until)}` }
    case 'outage':
      return { tone: 'bad', text: 'Freshsales does not answer' }
    case 'keyRefused':
      return { tone: 'bad', text: 'API key refused' }
    case 'dryRun':
      return { tone: 'warn', text: 'Dry run: nothing is sent' }
    case 'flowing':
      return health.ok ? { tone: 'good', text: 'Leads flow' } : { tone: 'warn', text: 'Degraded' }
  }
}
