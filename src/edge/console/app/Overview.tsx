import type { Backlog as Counts, FlowPoint, Overview as View } from '../../outbox/operator/views.ts'
import { Channels } from './Channels.tsx'
import { DeliveryRows, useDeliveries } from './DeliveryRows.tsx'
import { Flow } from './Flow.tsx'
import { formatCount, formatNumber, formatSpan } from './format.ts'
import { useDesk } from './useDesk.ts'
import { Welcome } from './Welcome.tsx'

const PREVIEW = 6

/** A lead is in Freshsales within a second when all is well. */
const LATE_SECONDS = 60

export function Overview() {
  const { overview, isMisconfigured } = useDesk()
  const { deliveries } = useDeliveries({})
  const heading = (
    <h1 class="unseen" tabIndex={-1}>
      Overview
    </h1>
  )
  if (!overview)
    return (
      <>
        {heading}
        {isMisconfigured ? <Welcome /> : <p class="muted">Looking …</p>}
      </>
    )
  const { flow, health } = overview
  const sum = (kind: keyof FlowPoint) => flow.hour.reduce((total, point) => total + point[kind], 0)
  const waiting = health.oldestWaitingSeconds
  return (
    <>
      {heading}
      {overview.isNew && <Welcome />}
      <section class="tiles" aria-label="The last hour">
        <Tile label="Events" value={sum('accepted')} note="accepted in the last hour" />
        <Tile label="Calls" value={sum('calls')} note="to Freshsales in the last hour" />
        <Tile
          label="Delivered"
          value={sum('delivered') + sum('repaired')}
          note={`${formatNumber(sum('repaired'))} of them repaired`}
        />
        <Tile
          label="Oldest lead"
          value={formatSpan(waiting * 1000)}
          note={waiting > 0 ? 'waiting' : 'none waiting'}
          tone={waiting > LATE_SECONDS && !health.ok ? 'warn' : ''}
        />
      </section>
      <div class="columns">
        <Flow flow={flow} />
        <div class="side">
          <Quota quota={overview.quota} />
          <Backlog overview={overview} />
          <Channels channels={overview.channels} />
        </div>
      </div>
      <section class="card" aria-labelledby="newest">
        <div class="card-head">
          <h2 id="newest">Newest deliveries</h2>
          <a href="#/deliveries">All deliveries</a>
        </div>
        {deliveries.length > 0 ? (
          <DeliveryRows deliveries={deliveries.slice(0, PREVIEW)} />
        ) : (
          <p class="empty">
            Nothing has been sent to Freshsales yet. As soon as someone introduces themselves on
            your site, the call and its answer show up here.
          </p>
        )}
      </section>
    </>
  )
}

interface TileProps {
  label: string
  value: number | string
  note: string
  tone?: string
}

function Tile({ label, value, note, tone = '' }: TileProps) {
  return (
    <div class={`card tile ${tone}`}>
      <h2>{label}</h2>
      <p class="figure">{typeof value === 'number' ? formatNumber(value) : value}</p>
      <p class="muted small">{note}</p>
    </div>
  )
}

/** An estimate is never exact to the second. */
const MOMENT_MS = 1_000

/** In the order in which they are sent. */
const KINDS: readonly { kind: Exclude<keyof Counts, 'drainedAt'>; label: string }[] = [
  { kind: 'requests', label: 'Requests to be read' },
  { kind: 'newContacts', label: 'New contacts' },
  { kind: 'changes', label: 'Changed contacts' },
  { kind: 'mapped', label: 'Companies, deals, activities' },
  { kind: 'timeline', label: 'Timeline entries' },
  { kind: 'held', label: 'Held back for review' },
]

/** What waits, and for how long. */
function Backlog({ overview: { backlog, delivery, now } }: { overview: View }) {
  const waiting = KINDS.filter(({ kind }) => backlog[kind].count > 0)
  return (
    <section class="card" aria-labelledby="backlog">
      <h2 id="backlog">Waiting</h2>
      {waiting.length === 0 ? (
        <p class="empty">Nobody waits: everything is in Freshsales.</p>
      ) : (
        <dl class="facts">
          {waiting.map(({ kind, label }) => (
            <div key={kind}>
              <dt>{label}</dt>
              <dd>{formatCount(backlog[kind])}</dd>
            </div>
          ))}
        </dl>
      )}
      {backlog.drainedAt !== undefined && (
        <p class="small">
          Drained in about <b>{formatSpan(Math.max(MOMENT_MS, backlog.drainedAt - now))}</b>
        </p>
      )}
      {waiting.length > 0 && delivery.state === 'paused' && (
        <p class="small muted">Nothing is sent until you resume delivery.</p>
      )}
    </section>
  )
}

/** Above this share of the hour only what matters most is sent. */
const NEARLY_FULL = 0.75

/** An arc of 180 degrees: centre, radius, and its length in units of the drawing. */
const ARC = { x: 100, y: 92, radius: 78, length: 100 }

/** How much of the hour's calls is used. */
function Quota({ quota: { hour, minute, reported } }: Pick<View, 'quota'>) {
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
