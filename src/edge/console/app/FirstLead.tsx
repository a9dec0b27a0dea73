import { TEST_LEAD } from '../../outbox/operator/operations.ts'
import { ApiError } from './api.ts'
import { SubjectRow } from './Row.tsx'
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

/** Sends a sign-up as a page of the edge's own address would. Rejects with why it was not taken. */
export async function sendTestLead(writeKey: string): Promise<void> {
  const id = crypto.randomUUID()
  const common = { anonymousId: id, timestamp: new Date().toISOString() }
  const traits = {
    email: `${TEST_LEAD}${id.slice(0, 8)}@example.com`,
    firstName: 'Test',
    lastName: 'Lead (delete me)',
  }
  const batch = [
    { ...common, type: 'identify', messageId: `${id}-1`, traits },
    {
      ...common,
      type: 'track',
      messageId: `${id}-2`,
      event: 'Form Submitted',
      properties: { formName: 'Test of the console' },
    },
  ]
  const body = JSON.stringify({ writeKey, batch })
  const response = await fetch('/v1/batch', { method: 'POST', body }).catch(() => undefined)
  const answer = (await response?.json().catch(() => undefined)) as Answer | undefined
  const refused = answer?.error?.message ?? answer?.rejected?.[0]?.reason
  if (!response?.ok || refused !== undefined)
    throw new ApiError(
      `Not taken: ${refused ?? 'the edge cannot be reached.'}`,
      response?.status ?? 0,
    )
}

interface Answer {
  error?: { message?: string }
  rejected?: { reason?: string }[]
}
