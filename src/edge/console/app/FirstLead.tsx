import { SubjectRow } from './Row.tsx'
import { sendTestLead } from './sendTestLead.ts'
import { useDesk, usePolled } from './useDesk.ts'
import { useOrders } from './useOrders.ts'

const SHOWN = 5

/** A lead to try everything with, and who has arrived, as they do. */
export function FirstLead({ writeKey }: { writeKey: string }) {
  const { order, isBusy } = useDesk()
  const { forget } = useOrders()
  const found = usePolled((api) => api('findPeople', { text: '' }))
  const people = found?.subjects.slice(0, SHOWN) ?? []
  return (
    <>
      <p>
        Fill in a form of your site, or send a lead from here. It goes the whole way into your CRM,
        as “Test Lead (delete me)”.
      </p>
      <p>
        <button
          type="button"
          class="primary"
          disabled={isBusy}
          onClick={() =>
            order(async () => {
              await sendTestLead(writeKey)
              return { text: 'The edge has the test lead on disk. It shows up below.' }
            })
          }
        >
          Send a test lead
        </button>
      </p>
      {people.length === 0 ? (
        <p class="muted">Nobody yet. Whoever introduces themselves shows up here within seconds.</p>
      ) : (
        <ul class="list" aria-live="polite">
          {people.map((each) => (
            <SubjectRow key={each.id} subject={each}>
              <button type="button" disabled={isBusy} onClick={() => forget(each)}>
                Delete
              </button>
            </SubjectRow>
          ))}
        </ul>
      )}
    </>
  )
}
