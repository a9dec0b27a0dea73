import type { JsonObject } from '../../protocol/event.ts'
import type { Call } from './call.ts'

/** Builds the requests to Freshsales. Pure: what is sent, not how. */

export type TargetType = 'Contact' | 'SalesAccount' | 'Deal' | 'Lead'

export interface Target {
  type: TargetType
  id: number
}

const PLURALS: { readonly [type in TargetType]: string } = {
  Contact: 'contacts',
  SalesAccount: 'sales_accounts',
  Deal: 'deals',
  Lead: 'leads',
}

/** Makes the contact or changes the given fields of it. With nothing to change it still finds the id. */
export function upsertContact(options: {
  email: string
  contact: JsonObject
  include?: 'sales_accounts'
}): Call {
  const { email, contact, include } = options
  const isEmpty = Object.keys(contact).length === 0
  return {
    method: 'POST',
    path: include === undefined ? '/contacts/upsert' : `/contacts/upsert?include=${include}`,
    body: { contact: isEmpty ? { emails: email } : contact, unique_identifier: { emails: email } },
  }
}

/** Refused when a contact has the address, and so harmless to one that is there. Answers 200. */
export function createContact(contact: JsonObject): Call {
  return { method: 'POST', path: '/contacts', body: { contact } }
}

export function updateContact(id: number, contact: JsonObject): Call {
  return { method: 'PUT', path: `/contacts/${id}`, body: { contact } }
}

/** `include` names what else to answer: `sales_accounts` inside the contact, `deals` or `owner` beside it. */
export function getContact(id: number, include: readonly string[] = []): Call {
  const query = include.length === 0 ? '' : `?include=${include.join(',')}`
  return { method: 'GET', path: `/contacts/${id}${query}` }
}

export function upsertAccount(options: { name: string; account: JsonObject }): Call {
  const { name, account } = options
  return {
    method: 'POST',
    path: '/sales_accounts/upsert',
    body: { unique_identifier: { name }, sales_account: { name, ...account } },
  }
}

export function getAccount(id: number): Call {
  return { method: 'GET', path: `/sales_accounts/${id}` }
}

export function updateAccount(id: number, account: JsonObject): Call {
  return { method: 'PUT', path: `/sales_accounts/${id}`, body: { sales_account: account } }
}

/** Freshsales makes no deal without an amount; 0 says that none was given. */
export function createDeal(deal: JsonObject): Call {
  return {
    method: 'POST',
    path: '/deals',
    body: { deal: { ...deal, amount: deal['amount'] ?? 0 } },
  }
}

export function updateDeal(id: number, deal: JsonObject): Call {
  return { method: 'PUT', path: `/deals/${id}`, body: { deal } }
}

/** Classic accounts only. `lead.company` and `lead.deal` are made with it. */
export function createLead(lead: JsonObject): Call {
  return { method: 'POST', path: '/leads', body: { lead } }
}

export function updateLead(id: number, lead: JsonObject): Call {
  return { method: 'PUT', path: `/leads/${id}`, body: { lead } }
}

/** Classic accounts only: finds the lead by its address or makes it, without the lag of a lookup. */
export function upsertLead(options: { email: string; lead: JsonObject }): Call {
  const { email, lead } = options
  return {
    method: 'POST',
    path: '/leads/upsert',
    body: { unique_identifier: { emails: email }, lead: { email, ...lead } },
  }
}

export function createActivity(options: { activity: JsonObject; target: Target }): Call {
  const { activity, target } = options
  return {
    method: 'POST',
    path: '/sales_activities',
    body: {
      sales_activity: { ...activity, targetable_type: target.type, targetable_id: target.id },
    },
  }
}

export function updateActivity(id: number, activity: JsonObject): Call {
  return { method: 'PUT', path: `/sales_activities/${id}`, body: { sales_activity: activity } }
}

/** The record's timeline, newest first; read it with `readTimeline`. Without a limit Freshsales answers ten. */
export function findActivities(id: number, type: TargetType = 'Contact'): Call {
  return { method: 'GET', path: `/${PLURALS[type]}/${id}/activities?limit=${MAX_TIMELINE}` }
}

const MAX_TIMELINE = 100

/** Flat, as every recorded client sends it with an API key. */
export function createTask(options: { task: JsonObject; target: Target }): Call {
  const { task, target } = options
  return {
    method: 'POST',
    path: '/tasks',
    body: { ...task, targetable_type: target.type, targetable_id: target.id },
  }
}

export function createNote(options: { description: string; target: Target }): Call {
  const { description, target } = options
  return {
    method: 'POST',
    path: '/notes',
    body: { note: { description, targetable_type: target.type, targetable_id: target.id } },
  }
}

export function updateNote(id: number, description: string): Call {
  return { method: 'PUT', path: `/notes/${id}`, body: { note: { description } } }
}

/** Answers `{notes: [{id, description, …}]}`. */
export function findNotes(id: number, type: TargetType = 'Contact'): Call {
  return { method: 'GET', path: `/${PLURALS[type]}/${id}/notes` }
}

/** With the tasks: beside the record, on some accounts inside. */
export function findTasks(id: number, type: TargetType = 'Contact'): Call {
  return { method: 'GET', path: `/${PLURALS[type]}/${id}?include=tasks` }
}

/** With whose record it is, which a plain answer leaves out. */
export function findOwner(id: number, type: TargetType = 'Contact'): Call {
  return { method: 'GET', path: `/${PLURALS[type]}/${id}?include=owner` }
}

/** Tracking API. The keys of a visitor are the fields' labels (`First name`), not their API names. */
export function trackVisitor(identifier: string, visitor: JsonObject): Call {
  return { method: 'POST', base: 'track', path: '/track/visitors', body: { identifier, visitor } }
}

export function trackEvent(
  identifier: string,
  event: { name: string; properties: JsonObject },
): Call {
  return {
    method: 'POST',
    base: 'track',
    path: '/track/events',
    // The name last: a property called "name" must not rename the event.
    body: { identifier, event: { ...event.properties, name: event.name } },
  }
}

export function trackPageView(identifier: string, pageView: { url: string }): Call {
  return {
    method: 'POST',
    base: 'track',
    path: '/track/page_views',
    body: { identifier, page_view: { url: pageView.url } },
  }
}

/** Erases for good, also from the recycle bin: a privacy request. */
export function forgetRecord(kind: 'contacts' | 'leads', id: number): Call {
  return { method: 'DELETE', path: `/${kind}/${id}/forget` }
}
