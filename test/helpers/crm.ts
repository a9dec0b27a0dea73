/** What the simulator holds of one person, as far as tests look at it. */
export interface CrmContact {
  id: number
  first_name: string | null
  last_name: string | null
  email: string
  work_number: string | null
  campaign: string | null
  custom_field: Record<string, unknown>
  sales_accounts: { name: string }[]
  /** Newest first. */
  timeline: { type: string; description?: string }[]
  [field: string]: unknown
}

/** The contact with this address, or nothing as long as it has not arrived. */
export async function findContact(crm: string, email: string): Promise<CrmContact | undefined> {
  const query = new URLSearchParams({ only: 'contacts', email })
  const response = await fetch(`${crm}/simulator/records?${query}`)
  const { contacts } = (await response.json()) as { contacts: CrmContact[] }
  return contacts[0]
}

/** Lets the next call that says this wait for an answer that takes a minute. */
export async function hangNextCallWith(crm: string, text: string): Promise<void> {
  const rules = [{ kind: 'hang', match: { body: text }, times: 1 }]
  const response = await fetch(`${crm}/simulator/faults`, {
    method: 'PUT',
    body: JSON.stringify({ rules }),
  })
  if (!response.ok) throw new Error(`The simulator refused the fault: ${await response.text()}`)
}

/** How many calls have arrived that say this. */
export async function countCallsWith(crm: string, text: string): Promise<number> {
  const response = await fetch(`${crm}/simulator/calls`)
  const { calls } = (await response.json()) as { calls: { body: unknown }[] }
  return calls.filter(({ body }) => JSON.stringify(body)?.includes(text)).length
}
