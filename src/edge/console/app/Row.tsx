import type { ComponentChildren } from 'preact'
import { formatMoment, formatTime } from './format.ts'
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
