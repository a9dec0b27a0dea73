import type { Backlog as Counts, Overview } from '../../outbox/operator/views.ts'
import { formatCount, formatSpan } from './format.ts'

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
export function Backlog({ overview: { backlog, delivery, now } }: { overview: Overview }) {
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
