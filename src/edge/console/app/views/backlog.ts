import type { Backlog, Count, Overview } from '../../../outbox/operator/views.ts'
import { formatCount, formatSpan } from '../lib/format.ts'
import { h, type Markup } from '../lib/h.ts'

/** An estimate is never exact to the second. */
const MOMENT_MS = 1_000

/** In the order in which they are sent. */
const KINDS: readonly { kind: Exclude<keyof Backlog, 'drainedAt'>; label: string }[] = [
  { kind: 'requests', label: 'Requests to be read' },
  { kind: 'newContacts', label: 'New contacts' },
  { kind: 'changes', label: 'Changed contacts' },
  { kind: 'mapped', label: 'Companies, deals, activities' },
  { kind: 'timeline', label: 'Timeline entries' },
  { kind: 'held', label: 'Held back for review' },
]

/** What waits, and for how long. */
export function viewBacklog({ backlog, delivery, now }: Overview): Markup {
  const isEmpty = KINDS.every(({ kind }) => backlog[kind].count === 0)
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'backlog' },
    h('h2', { id: 'backlog' }, 'Waiting'),
    isEmpty
      ? h('p', { key: 'empty', class: 'empty' }, 'Nobody waits: everything is in Freshsales.')
      : h(
          'dl',
          { key: 'counts', class: 'facts' },
          KINDS.filter(({ kind }) => backlog[kind].count > 0).map(({ kind, label }) =>
            viewCount(label, backlog[kind]),
          ),
        ),
    backlog.drainedAt !== undefined &&
      h(
        'p',
        { key: 'drained', class: 'small' },
        'Drained in about ',
        h('b', {}, formatSpan(Math.max(MOMENT_MS, backlog.drainedAt - now))),
      ),
    !isEmpty &&
      delivery.state === 'paused' &&
      h('p', { key: 'paused', class: 'small muted' }, 'Nothing is sent until you resume delivery.'),
  )
}

function viewCount(label: string, count: Count): Markup[] {
  return [
    h('dt', { key: `dt ${label}` }, label),
    h('dd', { key: `dd ${label}` }, formatCount(count)),
  ]
}
