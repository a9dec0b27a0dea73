import type { Gauge, Overview } from '../../../outbox/operator/views.ts'
import { formatNumber } from '../lib/format.ts'
import { h, type Markup } from '../lib/h.ts'

/** Above this share of the hour only what matters most is sent. */
const NEARLY_FULL = 0.75

/** An arc of 180 degrees: centre, radius, and its length in units of the drawing. */
const ARC = { x: 100, y: 92, radius: 78, length: 100 }

/** How much of the hour's calls is used. */
export function viewQuota({ quota: { hour, minute, reported } }: Overview): Markup {
  const share = Math.min(1, hour.used / hour.limit)
  return h(
    'section',
    { class: 'card quota', 'aria-labelledby': 'quota' },
    h('h2', { id: 'quota' }, 'Quota of the hour'),
    h(
      'svg',
      { viewBox: '0 0 200 108', role: 'img', class: 'gauge', 'aria-label': describe(hour) },
      viewArc('track', 1),
      share > 0 &&
        viewArc(share >= 1 ? 'value bad' : share >= NEARLY_FULL ? 'value warn' : 'value', share),
      h(
        'text',
        { x: ARC.x, y: 78, class: 'big', 'text-anchor': 'middle' },
        formatNumber(hour.used),
      ),
      h(
        'text',
        { x: ARC.x, y: 98, 'text-anchor': 'middle' },
        `of ${formatNumber(hour.limit)} calls`,
      ),
    ),
    h(
      'dl',
      { class: 'facts' },
      h('dt', {}, 'Left this hour'),
      h('dd', {}, formatNumber(hour.remaining)),
      h('dt', {}, 'This minute'),
      h('dd', {}, `${formatNumber(minute.used)} of ${formatNumber(minute.limit)}`),
      reported && [
        h('dt', {}, 'Left, says Freshsales'),
        h('dd', {}, formatNumber(reported.remaining)),
      ],
    ),
  )
}

function viewArc(kind: string, share: number): Markup {
  const { x, y, radius, length } = ARC
  return h('path', {
    key: kind === 'track' ? 'track' : 'value',
    d: `M ${x - radius} ${y} A ${radius} ${radius} 0 0 1 ${x + radius} ${y}`,
    class: kind,
    pathLength: length,
    'stroke-dasharray': `${share * length} ${length * 2}`,
  })
}

const describe = ({ used, limit }: Gauge) =>
  `${formatNumber(used)} of ${formatNumber(limit)} calls are used`
