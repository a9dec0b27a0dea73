import type { FlowPoint } from '../../../outbox/operator/views.ts'
import type { Actions } from '../actions.ts'
import { formatNumber, formatSpan } from '../lib/format.ts'
import { h, type Markup } from '../lib/h.ts'
import type { State } from '../state.ts'
import { viewBacklog } from './backlog.ts'
import { viewDeliveryRow } from './deliveryRow.ts'
import { viewFlow } from './flow.ts'
import { viewQuota } from './quota.ts'

const PREVIEW = 6

/** A lead is in Freshsales within a second when all is well. */
const LATE_SECONDS = 60

export function viewOverview(state: State, actions: Actions): Markup[] {
  const { overview, deliveries } = state
  if (!overview) return [h('p', { class: 'muted' }, 'Looking …')]
  const { flow, health, now } = overview
  return [
    h(
      'section',
      { class: 'tiles', 'aria-label': 'The last hour' },
      viewTile('Events', sum(flow.hour, 'accepted'), 'accepted in the last hour'),
      viewTile('Calls', sum(flow.hour, 'calls'), 'to Freshsales in the last hour'),
      viewTile(
        'Delivered',
        sum(flow.hour, 'delivered') + sum(flow.hour, 'repaired'),
        `${formatNumber(sum(flow.hour, 'repaired'))} of them repaired`,
      ),
      viewTile(
        'Oldest lead',
        formatSpan(health.oldestWaitingSeconds * 1000),
        health.oldestWaitingSeconds > 0 ? 'waiting' : 'nobody waits',
        health.ok || health.oldestWaitingSeconds < LATE_SECONDS ? '' : 'warn',
      ),
    ),
    h(
      'div',
      { class: 'columns' },
      viewFlow(flow, state, actions),
      h('div', { class: 'side' }, viewQuota(overview), viewBacklog(overview)),
    ),
    h(
      'section',
      { class: 'card', 'aria-labelledby': 'newest' },
      h(
        'div',
        { class: 'card-head' },
        h('h2', { id: 'newest' }, 'Newest deliveries'),
        h('a', { href: '#/deliveries', onclick: () => actions.go('deliveries') }, 'All deliveries'),
      ),
      deliveries.length > 0
        ? h(
            'div',
            { class: 'rows' },
            deliveries.slice(0, PREVIEW).map((each) => viewDeliveryRow(each, now, actions)),
          )
        : h(
            'p',
            { class: 'empty' },
            'Nothing has been sent to Freshsales yet. As soon as someone introduces themselves on your site, the call and its answer show up here.',
          ),
    ),
  ]
}

function viewTile(label: string, value: number | string, note: string, tone = ''): Markup {
  return h(
    'div',
    { class: `card tile ${tone}`.trim() },
    h('h2', {}, label),
    h('p', { class: 'figure' }, typeof value === 'number' ? formatNumber(value) : value),
    h('p', { class: 'muted small' }, note),
  )
}

function sum(points: readonly FlowPoint[], kind: keyof FlowPoint): number {
  return points.reduce((total, point) => total + point[kind], 0)
}
