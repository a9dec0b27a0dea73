import type { SubjectView } from '../../outbox/operator/views.ts'
import { SubjectRow } from './Row.tsx'
import { usePolled } from './useDesk.ts'
import { useOrders } from './useOrders.ts'

/** Who is not in the CRM yet, with what and since when. */
export function Waiting() {
  const waiting = usePolled((api) => api('waiting', {}))
  const { subjects = [], held = [] } = waiting ?? {}
  return (
    <>
      <h1 tabIndex={-1}>Waiting</h1>
      <p class="muted">In the order in which they will be sent: new contacts first.</p>
      {subjects.length > 0 ? (
        <ul class="card list">
          {subjects.map((each) => (
            <SubjectRow key={each.id} subject={each} />
          ))}
        </ul>
      ) : (
        <p class="card empty">
          {waiting
            ? 'Nobody waits. Whoever introduces themselves on your site is in Freshsales within a second, unless the quota is used up or Freshsales does not answer.'
            : 'Looking …'}
        </p>
      )}
      {held.length > 0 && (
        <section aria-labelledby="held">
          <h2 id="held">Held back for review</h2>
          <p class="muted">
            These sign-ups look odd. Nothing of them is sent until you let them through.
          </p>
          <ul class="card list">
            {held.map((each) => (
              <HeldRow key={each.id} subject={each} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function HeldRow({ subject }: { subject: SubjectView }) {
  const { forget, release } = useOrders()
  return (
    <SubjectRow subject={subject}>
      <button type="button" onClick={() => release(subject.id)}>
        Let through
      </button>
      <button type="button" class="danger" onClick={() => forget(subject)}>
        Delete
      </button>
    </SubjectRow>
  )
}
