import { useEffect, useRef } from 'preact/hooks'
import type { Count, Overview } from '../../outbox/operator/views.ts'
import { formatAgo, formatCount, formatHour, formatTime, plural } from './format.ts'
import { useDesk } from './useDesk.ts'
import { useOrders } from './useOrders.ts'
import { TABS, type Tab } from './useRoute.ts'

interface HeaderProps {
  /** When the edge answered last, if it no longer does. */
  staleSince: number | undefined
  onLock(): void
}

export function Header({ staleSince, onLock }: HeaderProps) {
  const { overview, isBusy, now } = useDesk()
  const { isPaused, togglePause } = useOrders()
  const state =
    staleSince !== undefined
      ? { tone: 'stale', text: `As of ${formatTime(staleSince, now)}` }
      : overview && describeState(overview)
  const title = state ? `${state.text} · Console` : 'Console · freshsales-edge'
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <header>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <span class="brand">
        <span class="mark" aria-hidden="true" />
        <span class="on-wide">freshsales-edge</span>
      </span>
      {state && <span class={`state ${state.tone}`}>{state.text}</span>}
      <span class="space" />
      {overview && (
        <button
          type="button"
          disabled={isBusy}
          class={isPaused ? 'primary' : ''}
          title="Events are accepted all the same"
          onClick={togglePause}
        >
          {isPaused ? 'Resume' : 'Pause'}
          <span class="on-wide"> delivery</span>
        </button>
      )}
      <button type="button" class="plain lock" onClick={onLock}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z" />
        </svg>
        <span class="on-wide-text">Lock</span>
      </button>
    </header>
  )
}

/** In one glance: do leads flow, and if not, why and until when. */
function describeState(overview: Overview): { tone: string; text: string } {
  const { delivery, health, leadsRefused, now } = overview
  switch (delivery.state) {
    case 'paused':
      return { tone: 'warn', text: `Paused ${formatAgo(delivery.since, now)}` }
    case 'throttled':
      return { tone: 'warn', text: `Throttled until ${formatHour(delivery.until)}` }
    case 'quotaUsedUp':
      return { tone: 'warn', text: `Quota used up until ${formatHour(delivery.until)}` }
    case 'outage':
      return { tone: 'bad', text: 'Freshsales does not answer' }
    case 'keyRefused':
      return { tone: 'bad', text: 'API key refused' }
    case 'dryRun':
      return { tone: 'warn', text: 'Dry run: nothing is sent' }
    case 'flowing':
      if (leadsRefused > 0) return { tone: 'warn', text: `${plural(leadsRefused, 'lead')} refused` }
      return health.ok ? { tone: 'good', text: 'Leads flow' } : { tone: 'warn', text: 'Degraded' }
  }
}

/** On a phone only the first word is shown; a screen reader reads both. */
const LABELS: { [tab in Tab]: [string, string?] } = {
  overview: ['Overview'],
  deliveries: ['Deliveries'],
  forms: ['Forms'],
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
            <span>
              {label}
              {rest && <span class="on-wide-text"> {rest}</span>}
            </span>
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
