import type { FlowPoint, Overview } from '../../../outbox/operator/views.ts'
import type { Actions } from '../actions.ts'
import { formatHour, formatNumber, plural } from '../lib/format.ts'
import { h, type Markup } from '../lib/h.ts'
import type { State } from '../state.ts'
import { viewBars } from './bars.ts'

type Kind = Exclude<keyof FlowPoint, 'at'>

/** In the order in which they are stacked; the class gives the colour. */
const OUTCOMES: readonly { kind: Kind; label: string }[] = [
  { kind: 'delivered', label: 'Delivered' },
  { kind: 'repaired', label: 'Repaired' },
  { kind: 'retrying', label: 'Retrying' },
  { kind: 'refused', label: 'Refused' },
]

const EVENTS: readonly { kind: Kind; label: string }[] = [{ kind: 'accepted', label: 'Events' }]

const RANGES = { hour: 'Last hour', day: 'Last day' } as const

/** What came in and what went out, one above the other on the same time axis. */
export function viewFlow(
  flow: Overview['flow'],
  { range, isNarrow }: Pick<State, 'range' | 'isNarrow'>,
  { chooseRange }: Actions,
): Markup {
  const points = flow[range]
  return h(
    'section',
    { class: 'card flow', 'aria-labelledby': 'flow' },
    h(
      'div',
      { class: 'card-head' },
      h('h2', { id: 'flow' }, 'Flow'),
      h(
        'div',
        { class: 'switch', role: 'group', 'aria-label': 'Period' },
        (['hour', 'day'] as const).map((each) =>
          h(
            'button',
            {
              key: each,
              type: 'button',
              'aria-pressed': String(each === range),
              onclick: () => chooseRange(each),
            },
            RANGES[each],
          ),
        ),
      ),
    ),
    viewChart('Events accepted', { points, kinds: EVENTS, isNarrow }),
    viewChart('Calls to Freshsales and what came of them', { points, kinds: OUTCOMES, isNarrow }),
    h(
      'ul',
      { class: 'legend' },
      OUTCOMES.map(({ kind, label }) =>
        h(
          'li',
          { key: kind },
          h('span', { class: `swatch ${kind}` }),
          label,
          h('b', {}, formatNumber(total(points, kind))),
        ),
      ),
    ),
  )
}

function viewChart(
  title: string,
  {
    points,
    kinds,
    isNarrow,
  }: {
    points: readonly FlowPoint[]
    kinds: readonly { kind: Kind; label: string }[]
    isNarrow: boolean
  },
): Markup {
  const sums = kinds.map(
    ({ kind, label }) => `${formatNumber(total(points, kind))} ${label.toLowerCase()}`,
  )
  return h(
    'figure',
    { key: title },
    h('figcaption', { class: 'muted small' }, title),
    viewBars({
      isNarrow,
      label: `${title}: ${sums.join(', ')}`,
      columns: points.map((point) => ({
        title: [formatHour(point.at), ...describe(point, kinds)].join('\n'),
        tick: formatHour(point.at),
        parts: kinds.map(({ kind }) => ({ kind, value: point[kind] })),
      })),
    }),
  )
}

function describe(point: FlowPoint, kinds: readonly { kind: Kind; label: string }[]): string[] {
  const parts = kinds.filter(({ kind }) => point[kind] > 0)
  if (parts.length === 0) return ['nothing']
  const calls = kinds === OUTCOMES ? [plural(point.calls, 'call')] : []
  return [...parts.map(({ kind, label }) => `${label}: ${formatNumber(point[kind])}`), ...calls]
}

function total(points: readonly FlowPoint[], kind: Kind): number {
  return points.reduce((sum, point) => sum + point[kind], 0)
}
