import type { DeadLetterView } from '../../outbox/operator/views.ts'
import { JsonBox } from './JsonBox.tsx'
import { purposeLabel } from './labels.ts'
import { Row } from './Row.tsx'
import { useOrders } from './useOrders.ts'

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
