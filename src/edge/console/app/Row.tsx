import type { ComponentChildren } from 'preact'
import type { Json } from '../../../protocol/event.ts'
import type { SubjectView } from '../../outbox/operator/views.ts'
import {
  FLAGS,
  formatAgo,
  formatMoment,
  formatSpan,
  formatTime,
  labelOf,
  plural,
} from './format.ts'
import { useDesk } from './useDesk.ts'

interface RowProps {
  at: number
  outcome: string
  label: string
  who: string | undefined
  purpose: string
  status?: string
  /** What is seen once it is unfolded. */
  children: ComponentChildren
}

/** Something that happened at a time, in one line. */
export function Row({ at, outcome, label, who, purpose, status = '', children }: RowProps) {
  const { now } = useDesk()
  return (
    <details class="row">
      <summary>
        <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
          {formatTime(at, now)}
        </time>
        <span class={`outcome ${outcome}`}>{label}</span>
        <span class="who">{who ?? '—'}</span>
        <span class="purpose muted">{purpose}</span>
        <span class="status muted">{status}</span>
      </summary>
      <div class="row-body">{children}</div>
    </details>
  )
}

/** What waits, in the operator's words; what is not here speaks for itself. */
const LABELS: { [what: string]: string } = { contact: 'new contact' }

interface SubjectRowProps {
  subject: SubjectView
  /** Buttons. */
  children?: ComponentChildren
}

/** One person or company of a list; a person opens. */
export function SubjectRow({ subject, children }: SubjectRowProps) {
  const { now } = useDesk()
  const { id, kind, who, waiting, waitingSince, lastSeenAt, flags, isRefused } = subject
  return (
    <li class="subject">
      <div class="subject-head">
        {kind === 'person' ? (
          <a class="who" href={`#/people/${id}`}>
            {who || `person ${id}`}
          </a>
        ) : (
          <span class="who">
            {who} <span class="muted">· company</span>
          </span>
        )}
        <span class="muted small">
          {waitingSince === undefined
            ? `seen ${formatAgo(lastSeenAt, now)}`
            : `waiting for ${formatSpan(now - waitingSince)}`}
        </span>
        {children && <span class="buttons">{children}</span>}
      </div>
      <p class="items">
        {waiting.map(({ what, detail }) => (
          <span key={what} class="item">
            <b>{LABELS[what] ?? what}</b> {detailOf(what, detail, who)}
          </span>
        ))}
        {(subject.contactId ?? subject.leadId) !== undefined && (
          <span class="item">
            <RecordLink {...subject} />
          </span>
        )}
        {isRefused && <span class="item flag">refused by Freshsales</span>}
        {flags.map((flag) => (
          <span key={flag} class="item flag" title={FLAGS[flag]?.why}>
            {FLAGS[flag]?.label ?? flag}
          </span>
        ))}
      </p>
      <Attempts subject={subject} />
    </li>
  )
}

/** Names of fields as people read them; not once more who the row is about. */
function detailOf(what: string, detail: string, who: string): string {
  if (what === 'fields') return detail.split(', ').map(labelOf).join(', ')
  return detail === who ? '' : detail
}

/** The call that failed stands under deliveries. */
const CALL = /: (GET|POST|PUT|DELETE) \/\S*$/

function Attempts({ subject: { attempts, retryAt, lastMessage } }: { subject: SubjectView }) {
  const { now } = useDesk()
  if (attempts === 0) return null
  const next = retryAt !== undefined && retryAt > now && `next at ${formatTime(retryAt, now)}`
  const parts = [plural(attempts, 'attempt'), next].filter(Boolean).join(', ')
  return (
    <p class="small muted">{[parts, lastMessage?.replace(CALL, '')].filter(Boolean).join(' · ')}</p>
  )
}

interface RecordLinkProps {
  contactId?: number
  leadId?: number
}

/** Opens the record in Freshsales. */
export function RecordLink({ contactId, leadId }: RecordLinkProps) {
  const { overview } = useDesk()
  const [kind, id] = contactId !== undefined ? ['contact', contactId] : ['lead', leadId]
  if (id === undefined) return null
  if (!overview) return <>{`${kind} ${id}`}</>
  return (
    <a href={`${overview.freshsales}/${kind}s/${id}`} target="_blank" rel="noreferrer">
      {`${kind} ${id}`}
      <span class="unseen"> in Freshsales</span>
      <span aria-hidden="true"> ↗</span>
    </a>
  )
}

interface JsonBoxProps {
  title: string
  value: Json | undefined
  note?: string | number | undefined
}

/** Something that was sent or kept, readable; the box scrolls, also by keyboard. */
export function JsonBox({ title, value, note }: JsonBoxProps) {
  return (
    <section class="json" aria-label={title}>
      <p>
        <b>{title}</b> {note && <code>{note}</code>}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{written(value)}</pre>
    </section>
  )
}

function written(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
