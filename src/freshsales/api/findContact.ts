import type { Call } from './call.ts'

/** Requests that look for a person's record. Their index lags: who was made seconds ago may be missing. */

/** Answers `{contacts: {contacts: [{id, …}]}}`; a contact made seconds ago may still be missing. */
export function findContact(email: string): Call {
  return { method: 'GET', path: `/lookup?q=${encodeURIComponent(email)}&f=email&entities=contact` }
}

/**
 * By any of its addresses, where an upsert and a lookup know the primary one only. Answers
 * `{contacts: [{id, …}]}`, with the accounts inside where Freshsales includes them.
 */
export function findContactByAddress(email: string): Call {
  return {
    method: 'POST',
    path: '/filtered_search/contact?include=sales_accounts',
    body: {
      filter_rule: [{ attribute: 'contact_email.email', operator: 'is_in', value: email }],
    },
  }
}

/** Classic accounts: a converted lead is a contact. Read with `readFound`. */
export function findLeadOrContact(email: string): Call {
  const query = encodeURIComponent(email)
  return { method: 'GET', path: `/lookup?q=${query}&f=email&entities=lead,contact` }
}
