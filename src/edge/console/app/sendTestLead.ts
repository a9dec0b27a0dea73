import { TEST_LEAD } from '../../outbox/operator/operations.ts'
import { ApiError } from './api.ts'

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
