import type { ComponentChildren } from 'preact'
import type { SubjectView } from '../../outbox/operator/views.ts'
import { formatAgo, formatSpan, formatTime, plural } from './format.ts'
import { FLAGS } from './labels.ts'
import { RecordLink } from './RecordLink.tsx'
import { useDesk } from './useDesk.ts'

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
            : `for ${formatSpan(now - waitingSince)}`}
        </span>
        {children && <span class="buttons">{children}</span>}
      </div>
      <p class="items">
        {waiting.map(({ what, detail }) => (
          <span key={what} class="item">
            <b>{LABELS[what] ?? what}</b> {detail}
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

function Attempts({ subject: { attempts, retryAt, lastMessage } }: { subject: SubjectView }) {
  const { now } = useDesk()
  if (attempts === 0) return null
  const next = retryAt !== undefined && retryAt > now && `next at ${formatTime(retryAt, now)}`
  const parts = [plural(attempts, 'attempt'), next].filter(Boolean).join(', ')
  return <p class="small muted">{[parts, lastMessage].filter(Boolean).join(' · ')}</p>
}
