import type { ComponentChildren } from 'preact'
import type { DeliveryState, Overview } from '../../outbox/operator/views.ts'
import { formatCount, formatTime } from './format.ts'
import { type Message, useDesk } from './useDesk.ts'
import { useOrders } from './useOrders.ts'
import type { Tab } from './useRoute.ts'

interface MessagesProps {
  /** Why there is nothing new to see. */
  problem: string | undefined
  tab: Tab
  /** What came of the last order. */
  message: Message | undefined
  onDismiss(): void
}

/** Announced to screen readers when they come up. */
export function Messages({ problem, tab, message, onDismiss }: MessagesProps) {
  return (
    <div aria-live="polite" class="messages">
      {problem !== undefined && (
        <p class="message bad">{problem} What you see may be out of date. Trying again …</p>
      )}
      {problem === undefined && <Trouble isShown={tab === 'dead-letters'} />}
      {problem === undefined && tab === 'overview' && <Hints />}
      {message && (
        <p class={message.isBad ? 'message bad' : 'message good'}>
          {message.text}
          <button type="button" class="plain" onClick={onDismiss}>
            Dismiss
          </button>
        </p>
      )}
    </div>
  )
}

/** What is wrong, what to do about it, and when it is tried again; the reasons may be on the page already. */
function Trouble({ isShown }: { isShown: boolean }) {
  const { overview } = useDesk()
  if (!overview) return null
  const { health, delivery, leadsRefused } = overview
  const advice = adviceFor(delivery)
  if (health.degraded.length === 0 && advice === undefined) return null
  const isBad = delivery.state === 'outage' || delivery.state === 'keyRefused'
  return (
    <section class={`trouble ${isBad ? 'bad' : 'warn'}`} aria-label="What is wrong">
      {health.degraded.map((reason) => (
        <p key={reason}>
          <b>{reason}</b>
        </p>
      ))}
      {leadsRefused > 0 && !isShown && (
        <p>
          <a href="#/dead-letters">See the dead letters</a>
        </p>
      )}
      {advice}
      {delivery.state !== 'flowing' && delivery.state !== 'dryRun' && (
        <p>Nothing is lost: {waitingText(overview)}</p>
      )}
      <Next delivery={delivery} />
    </section>
  )
}

/** What could be better although leads flow. */
function Hints() {
  const { overview } = useDesk()
  const hints = overview?.health.advice ?? []
  if (hints.length === 0) return null
  return (
    <section class="trouble hint" aria-label="Worth knowing">
      {hints.map((hint) => (
        <p key={hint}>{hint}</p>
      ))}
    </section>
  )
}

function adviceFor({ state }: DeliveryState): ComponentChildren {
  switch (state) {
    case 'keyRefused':
      return (
        <p>
          Set the new key: <code>npx wrangler secret put FRESHSALES_API_KEY</code>
        </p>
      )
    case 'outage':
      return <p>This ends by itself: calls are tried again until Freshsales answers.</p>
    case 'throttled':
      return (
        <p>
          <b>Freshsales asks to wait.</b> Delivery goes on by itself.
        </p>
      )
    case 'quotaUsedUp':
      return (
        <p>
          <b>The calls of this hour are used up.</b> Delivery goes on by itself, new contacts first.
          If your plan allows more, raise <code>HOURLY_CALLS</code> and deploy.
        </p>
      )
    case 'dryRun':
      return (
        <p>
          <b>Dry run: calls are planned and shown, and none is sent.</b> Take <code>DRY_RUN</code>{' '}
          out of your settings and deploy to send them.
        </p>
      )
    case 'paused':
    case 'flowing':
      return undefined
  }
}

function waitingText({ backlog: { newContacts } }: Overview): string {
  const kept = 'kept for seven days and longer.'
  if (newContacts.count === 0) return `what comes in waits, ${kept}`
  const isOne = newContacts.count === 1 && !newContacts.isMore
  return `${formatCount(newContacts)} ${isOne ? 'lead waits' : 'leads wait'}, ${kept}`
}

function Next({ delivery }: { delivery: DeliveryState }) {
  const { now, isBusy } = useDesk()
  const { togglePause, tryNow } = useOrders()
  const isPaused = delivery.state === 'paused'
  if (!isPaused && !('until' in delivery)) return null
  return (
    <p class="next">
      {'until' in delivery && (
        <span>
          {delivery.until > now ? `Next try at ${formatTime(delivery.until, now)}.` : 'Trying …'}
        </span>
      )}
      {delivery.state !== 'quotaUsedUp' && (
        <button type="button" disabled={isBusy} onClick={isPaused ? togglePause : tryNow}>
          {isPaused ? 'Resume delivery' : 'Try now'}
        </button>
      )}
    </p>
  )
}
