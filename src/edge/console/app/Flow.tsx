import { useState } from 'preact/hooks'
import type { FlowPoint, Overview } from '../../outbox/operator/views.ts'
import { Bars } from './Bars.tsx'
import { formatHour, formatNumber, plural } from './format.ts'

type Kind = Exclude<keyof FlowPoint, 'at'>

type Kinds = readonly { kind: Kind; label: string }[]

/** In the order in which they are stacked; the class gives the colour. */
const OUTCOMES: Kinds = [
  { kind: 'delivered', label: 'Delivered' },
  { kind: 'repaired', label: 'Repaired' },
  { kind: 'retrying', label: 'Retrying' },
  { kind: 'refused', label: 'Refused' },
]

/** Of strangers, what leads had to have the room of. */
const EVENTS: Kinds = [
  { kind: 'accepted', label: 'Events' },
  { kind: 'shed', label: 'Turned away' },
]

const RANGES = { hour: 'Last hour', day: 'Last day' } as const

/** What came in and what went out, one above the other on the same time axis. */
export function Flow({ flow }: Pick<Overview, 'flow'>) {
  const [range, setRange] = useState<keyof typeof RANGES>('hour')
  const points = flow[range]
  return (
    <section class="card flow" aria-labelledby="flow">
      <div class="card-head">
        <h2 id="flow">Flow</h2>
        <fieldset class="switch">
          <legend class="unseen">Period</legend>
          {(['hour', 'day'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === range}
              onClick={() => setRange(each)}
            >
              {RANGES[each]}
            </button>
          ))}
        </fieldset>
      </div>
      <Chart title="Events accepted" points={points} kinds={EVENTS} />
      <Chart title="Calls to Freshsales and what came of them" points={points} kinds={OUTCOMES} />
      <ul class="legend">
        {[
          ...OUTCOMES,
          ...EVENTS.filter(({ kind }) => kind === 'shed' && total(points, kind) > 0),
        ].map(({ kind, label }) => (
          <li key={kind}>
            <span class={`swatch ${kind}`} />
            {label} <b>{formatNumber(total(points, kind))}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface ChartProps {
  title: string
  points: readonly FlowPoint[]
  kinds: Kinds
}

function Chart({ title, points, kinds }: ChartProps) {
  const sums = kinds.map(
    ({ kind, label }) => `${formatNumber(total(points, kind))} ${label.toLowerCase()}`,
  )
  return (
    <figure>
      <figcaption class="muted small">{title}</figcaption>
      <Bars
        label={`${title}: ${sums.join(', ')}`}
        columns={points.map((point) => ({
          title: [formatHour(point.at), ...describe(point, kinds)].join('\n'),
          tick: formatHour(point.at),
          parts: kinds.map(({ kind }) => ({ kind, value: point[kind] })),
        }))}
      />
    </figure>
  )
}

function describe(point: FlowPoint, kinds: Kinds): string[] {
  const parts = kinds.filter(({ kind }) => point[kind] > 0)
  if (parts.length === 0) return ['nothing']
  const calls = kinds === OUTCOMES ? [plural(point.calls, 'call')] : []
  return [...parts.map(({ kind, label }) => `${label}: ${formatNumber(point[kind])}`), ...calls]
}

const total = (points: readonly FlowPoint[], kind: Kind) =>
  points.reduce((sum, point) => sum + point[kind], 0)
