import type { Call } from '../../freshsales/api/call.ts'
import { findActivities, findNotes, upsertContact } from '../../freshsales/api/request.ts'
import { isObject } from '../../protocol/json.ts'

/**
 * Calls whose answers show what another call may have made, although its own answer was lost or
 * shows nothing; undefined when there is no way to find out. Pure.
 */
export function callsToFind(call: Call, ownEmails: readonly string[]): Call[] | undefined {
  const { method, path, body } = call
  if (method !== 'POST' || body === undefined) return []
  const attached = body['note'] ?? body['sales_activity']
  if (isObject(attached)) {
    const contactId = Number(attached['targetable_id'])
    return [findNotes(contactId), findActivities(contactId)]
  }
  // By its name it is found, or made now and deleted with the rest.
  if (path.startsWith('/sales_accounts/upsert')) return [call]
  const text = JSON.stringify(body)
  const mentioned = ownEmails.filter((email) => text.includes(`"${email}"`))
  if (mentioned.length === 0 && path === '/contacts') return undefined
  return mentioned.map((email) => upsertContact({ email, contact: {} }))
}
