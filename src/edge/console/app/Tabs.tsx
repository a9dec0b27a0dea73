import { useEffect, useRef } from 'preact/hooks'
import type { Count, Overview } from '../../outbox/operator/views.ts'
import { formatCount } from './format.ts'
import { useDesk } from './useDesk.ts'
import { TABS, type Tab } from './useRoute.ts'

/** On a phone only the first word is shown; a screen reader reads both. */
const LABELS: { [tab in Tab]: [string, string?] } = {
  overview: ['Overview'],
  deliveries: ['Deliveries'],
  waiting: ['Waiting'],
  'dead-letters': ['Dead', 'letters'],
  people: ['People'],
}

export function Tabs({ current }: { current: Tab }) {
  const { overview } = useDesk()
  const open = useRef<HTMLAnchorElement>(null)
  useEffect(() => open.current?.scrollIntoView({ block: 'nearest' }), [current])
  return (
    <nav aria-label="Console">
      {TABS.map((tab) => {
        const [label, rest] = LABELS[tab]
        const count = overview && countOf(tab, overview)
        return (
          <a
            key={tab}
            href={`#/${tab}`}
            ref={tab === current ? open : null}
            aria-current={tab === current ? 'page' : undefined}
          >
            {label}
            {rest && <span class="on-wide-text"> {rest}</span>}
            {count && count.count > 0 && (
              <span class={tab === 'dead-letters' ? 'badge bad' : 'badge'}>
                {formatCount(count)}
              </span>
            )}
          </a>
        )
      })}
    </nav>
  )
}

function countOf(tab: Tab, { backlog, deadLetters }: Overview): Count | undefined {
  if (tab === 'dead-letters') return deadLetters
  if (tab !== 'waiting') return undefined
  const { newContacts, changes, mapped, timeline, held } = backlog
  const waiting = [newContacts, changes, mapped, timeline, held]
  return {
    count: waiting.reduce((sum, { count }) => sum + count, 0),
    isMore: waiting.some(({ isMore }) => isMore),
  }
}
