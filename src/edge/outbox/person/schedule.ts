import { itemsOf, VISIT_IDLE_MS } from '../parts/visitSeen.ts'
import type { Account, Person, Subject, VisitState } from './person.ts'
import { isWaiting } from './stamped.ts'

/** What is sent first when calls are short. Also the order in which people are picked. */
export const PRIORITY = {
  newContact: 0,
  identity: 1,
  mapped: 2,
  timeline: 3,
  housekeeping: 4,
} as const

export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY]

/** Someone who has not introduced themselves is remembered this long. */
export const ANONYMOUS_RETENTION_MS = 30 * 86_400_000

/** Someone in the CRM: long enough that a yearly customer costs no second look, then forgotten. */
export const KNOWN_RETENTION_MS = 400 * 86_400_000

/** The sign-up's own events arrive together; a moment's patience puts them into one entry. */
export const LINGER_MS = 1_500

/** The end of a visit is rounded up to a minute and expiry to a day, so that a page view moves no index entry. */
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

export interface Urgency {
  priority: Priority
  /** When the subject is to be looked at next, epoch milliseconds. */
  dueAt: number
}

/** What is to be done next about a subject, and when. Notes since when it waits: first come, first served. */
export function urgency(subject: Subject, now: number): Urgency {
  const next = subject.kind === 'account' ? accountUrgency(subject) : personUrgency(subject)
  const isHeld = subject.kind === 'person' && subject.held === true
  if (isHeld || next?.dueAt === 0) subject.waitingSince ??= now
  else delete subject.waitingSince
  if (!next) return { priority: PRIORITY.housekeeping, dueAt: expiry(subject) }
  const dueAt = Math.max(next.dueAt, subject.waitingSince ?? 0, subject.retryAt ?? 0)
  return { priority: next.priority, dueAt }
}

export function isNew(person: Person): boolean {
  return person.contactId === undefined && person.leadId === undefined
}

export function hasFieldsWaiting(person: Person): boolean {
  return Boolean(person.emailMoved) || isWaiting(person.fields) || isWaiting(person.custom)
}

/** What an event was mapped to: links, tags, deals, activities. */
export function hasMappedWaiting(person: Person): boolean {
  return (
    Object.values(person.accounts).includes(false) ||
    Object.values(person.tags).includes(false) ||
    person.activities.length > 0 ||
    Object.values(person.deals).some((deal) => isDealWaiting(deal))
  )
}

/** Reason enough to make a contact. */
export function hasAnythingWaiting(person: Person): boolean {
  return (
    hasFieldsWaiting(person) ||
    hasMappedWaiting(person) ||
    Boolean(person.tracked?.length) ||
    person.visits.some((visit) => entryDueAt(visit, person) !== undefined)
  )
}

export function isDealWaiting(deal: Person['deals'][string]): boolean {
  return deal.id === undefined || isWaiting(deal.fields) || isWaiting(deal.custom)
}

/** When a visit's entry is written: soon after it begins, and once more when it is over. */
export function entryDueAt(visit: VisitState, person: Person): number | undefined {
  if (itemsOf(visit) <= (visit.entry?.told ?? 0)) return undefined
  const quiet = person.lastSeenAt + LINGER_MS
  return visit.entry ? Math.max(roundUp(visit.lastSeenAt + VISIT_IDLE_MS, MINUTE_MS), quiet) : quiet
}

const roundUp = (at: number, step: number) => Math.ceil(at / step) * step

function accountUrgency(account: Account): Urgency | undefined {
  if (account.refused) return undefined
  const waits = account.id === undefined || isWaiting(account.fields) || isWaiting(account.custom)
  return waits ? { priority: PRIORITY.mapped, dueAt: 0 } : undefined
}

function personUrgency(person: Person): Urgency | undefined {
  if (person.activities.some((activity) => activity.target))
    return { priority: PRIORITY.mapped, dueAt: 0 }
  if (!person.email || person.refused || person.held) return undefined
  if (isNew(person) && hasAnythingWaiting(person))
    return { priority: PRIORITY.newContact, dueAt: 0 }
  if (hasFieldsWaiting(person)) return { priority: PRIORITY.identity, dueAt: 0 }
  if (hasMappedWaiting(person)) return { priority: PRIORITY.mapped, dueAt: 0 }
  if (person.tracked?.length) return { priority: PRIORITY.timeline, dueAt: 0 }
  let dueAt = Number.POSITIVE_INFINITY
  for (const visit of person.visits) {
    const due = entryDueAt(visit, person)
    if (due !== undefined) dueAt = Math.min(dueAt, due)
  }
  return dueAt < Number.POSITIVE_INFINITY ? { priority: PRIORITY.timeline, dueAt } : undefined
}

export function expiry(subject: Subject): number {
  const isKnown = subject.kind === 'account' || Boolean(subject.email)
  const kept = isKnown ? KNOWN_RETENTION_MS : ANONYMOUS_RETENTION_MS
  return roundUp(subject.lastSeenAt + kept, DAY_MS)
}
