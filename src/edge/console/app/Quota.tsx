import type { Overview } from '../../outbox/operator/views.ts'
import { formatNumber } from './format.ts'

/** Above this share of the hour only what matters most is sent. */
const NEARLY_FULL = 0.75

/** An arc of 180 degrees: centre, radius, and its length in units of the drawing. */
const ARC = { x: 100, y: 92, radius: 78, length: 100 }

/** How much of the hour's calls is used. */
export function Quota({ quota: { hour, minute, reported } }: Pick<Overview, 'quota'>) {
  const share = Math.min(1, hour.used / hour.limit)
  const tone = share >= 1 ? 'bad' : share >= NEARLY_FULL ? 'warn' : ''
  const facts: [string, string][] = [
    ['Left this hour', formatNumber(hour.remaining)],
    ['This minute', `${formatNumber(minute.used)} of ${formatNumber(minute.limit)}`],
  ]
  if (reported) facts.push(['Left, says Freshsales', formatNumber(reported.remaining)])
  return (
    <section class="card quota" aria-labelledby="quota">
      <h2 id="quota">Quota of the hour</h2>
      <svg
        viewBox="0 0 200 108"
        role="img"
        class="gauge"
        aria-label={`${formatNumber(hour.used)} of ${formatNumber(hour.limit)} calls are used`}
      >
        <Arc kind="track" share={1} />
        {share > 0 && <Arc kind={`value ${tone}`} share={share} />}
        <text x={ARC.x} y={78} class="big" text-anchor="middle">
          {formatNumber(hour.used)}
        </text>
        <text x={ARC.x} y={98} text-anchor="middle">
          {`of ${formatNumber(hour.limit)} calls`}
        </text>
      </svg>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Arc({ kind, share }: { kind: string; share: number }) {
  const { x, y, radius, length } = ARC
  return (
    <path
      d={`M ${x - radius} ${y} A ${radius} ${radius} 0 0 1 ${x + radius} ${y}`}
      class={kind}
      pathLength={length}
      stroke-dasharray={`${share * length} ${length * 2}`}
    />
  )
}
