import type { FlowPoint } from '../../outbox/operator/views.ts'
import { Backlog } from './Backlog.tsx'
import { DeliveryRows } from './DeliveryRows.tsx'
import { Flow } from './Flow.tsx'
import { formatNumber, formatSpan } from './format.ts'
import { Quota } from './Quota.tsx'
import { useDeliveries } from './useDeliveries.ts'
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
