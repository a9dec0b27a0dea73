import { useEffect, useState } from 'preact/hooks'
import type {
  DeadLetterGroup,
  DeadLettersView,
  DeadLetterView,
} from '../../outbox/operator/views.ts'
import { formatAgo, formatCount, formatNumber, plural, purposeLabel } from './format.ts'
import { JsonBox, Row } from './Row.tsx'
import { useDesk, usePolled } from './useDesk.ts'
import { useOrders } from './useOrders.ts'

/** What Freshsales refused for good, by reason; mended and sent again with one click. */
export function DeadLetters() {
  const [chosen, choose] = useState<DeadLetterGroup>()
  const like = chosen?.newest
  const found = usePolled((api) => api('deadLetters', like === undefined ? {} : { like }), [like])
  const group = found?.groups.find(({ reason }) => reason === chosen?.reason)
  // The letter that stood for the reason may have been replayed or deleted.
  useEffect(() => {
    if (found && group?.newest !== like) choose(group)
  }, [found, group?.newest])
  return (
    <>
      <h1 tabIndex={-1}>Dead letters</h1>
      <p class="muted">
        What Freshsales refused for good. Mend the cause in Freshsales or in your settings, then
        replay: newer values are never written over, and nothing is made twice. Kept for 30 days.
      </p>
      {found ? (
        <Letters found={found} chosen={chosen} onChoose={choose} />
      ) : (
        <p class="muted">Looking …</p>
      )}
    </>
  )
}

interface LettersProps {
  found: DeadLettersView
  /** The reason of which alone the letters are shown. */
  chosen: DeadLetterGroup | undefined
  onChoose(group: DeadLetterGroup | undefined): void
}

function Letters({ found: { total, groups, letters }, chosen, onChoose }: LettersProps) {
  const { replay, deleteLetters } = useOrders()
  if (total.count === 0)
    return (
      <p class="card empty">
        There are none. When Freshsales refuses a record and it cannot be mended, it is kept here
        with the reason instead of being lost.
      </p>
    )
  return (
    <>
      <section class="card" aria-labelledby="reasons">
        <div class="card-head">
          <h2 id="reasons">By reason</h2>
          <span class="buttons">
            <button type="button" class="primary" onClick={() => replay({ all: true })}>
              Replay all {formatCount(total)}
            </button>
            <button
              type="button"
              class="danger"
              onClick={() => deleteLetters({ all: true }, `all ${formatCount(total)} dead letters`)}
            >
              Delete all
            </button>
          </span>
        </div>
        <ul class="list">
          {groups.map((group) => (
            <LetterGroup
              key={group.reason}
              group={group}
              isChosen={chosen?.reason === group.reason}
              onChoose={() => onChoose(chosen?.reason === group.reason ? undefined : group)}
            />
          ))}
        </ul>
      </section>
      {letters.length > 0 && (
        <section aria-labelledby="letters">
          <h2 id="letters">
            {chosen === undefined
              ? 'Newest'
              : `Newest of this reason (${plural(letters.length, 'letter')})`}
          </h2>
          <div class="card rows">
            {letters.map((letter) => (
              <LetterRow key={letter.id} letter={letter} />
            ))}
          </div>
        </section>
      )}
    </>
  )
}

interface LetterGroupProps {
  group: DeadLetterGroup
  isChosen: boolean
  onChoose(): void
}

/** All letters of one reason, with what to do about it. */
function LetterGroup({ group, isChosen, onChoose }: LetterGroupProps) {
  const { now, isBusy } = useDesk()
  const { replay, deleteLetters } = useOrders()
  const { reason, remedy, count, newest, newestAt } = group
  return (
    <li class="group">
      <span class="badge bad">{formatNumber(count)}</span>
      <div>
        <button
          type="button"
          class="link reason"
          aria-pressed={isChosen}
          title="Show only these"
          onClick={onChoose}
        >
          {reason}
        </button>
        <p class="remedy">→ {remedy}</p>
        <p class="muted small">newest {formatAgo(newestAt, now)}</p>
      </div>
      <span class="buttons">
        <button type="button" disabled={isBusy} onClick={() => replay({ like: newest })}>
          Replay {formatNumber(count)}
        </button>
        <button
          type="button"
          class="danger"
          disabled={isBusy}
          onClick={() => deleteLetters({ like: newest }, plural(count, 'dead letter'))}
        >
          Delete
        </button>
      </span>
    </li>
  )
}

/** One dead letter; unfolded, what was to be sent and what to do. */
export function LetterRow({ letter }: { letter: DeadLetterView }) {
  const { replay, deleteLetters } = useOrders()
  const { id, at, who, reason, remedy, purpose, call, kept, subject } = letter
  const label = purpose === undefined ? 'request' : purposeLabel(purpose)
  return (
    <Row at={at} outcome="refused" label={label} who={who} purpose={reason}>
      <div class="trouble warn">
        <p>
          <b>{reason}</b>
        </p>
        <p>→ {remedy}</p>
      </div>
      {call && (
        <JsonBox title="Was to be sent" value={call.body} note={`${call.method} ${call.path}`} />
      )}
      {kept !== undefined && <JsonBox title="As it came" value={kept} />}
      <p class="buttons">
        <button type="button" class="primary" onClick={() => replay({ id })}>
          Replay this one
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => deleteLetters({ id }, 'this dead letter')}
        >
          Delete this one
        </button>
        {subject > 0 && (
          <a class="button" href={`#/people/${subject}`}>
            Show this person
          </a>
        )}
      </p>
    </Row>
  )
}
