import { DAY_MS } from '../../../protocol/time.ts'
import type { Due } from '../parts/part.ts'
import { partsOf, type Subject } from '../parts/parts.ts'
import { isNew } from './personCore.ts'
import { PRIORITY, type Priority } from './priority.ts'

/** Someone who has not introduced themselves is remembered this long. */
export const ANONYMOUS_RETENTION_MS = 30 * DAY_MS

/** Someone in the CRM: long enough that a yearly customer costs no second look, then forgotten. */
const KNOWN_RETENTION_MS = 400 * DAY_MS

/** Expiry is rounded up to a day, so that a page view moves no index entry. */

export interface Schedule {
  priority: Priority
  /** When the subject is to be looked at next, epoch milliseconds. */
  dueAt: number
  /** Since when something has waited that could go at once: first come, first served. */
  waitingSince?: number
}

/** What is to be done next about a subject, and when. Pure: it asks the parts and changes nothing. */
export function schedule(subject: Subject, now: number): Schedule {
  const next = nextOf(subject)
  const isHeld = subject.kind === 'person' && subject.held === true
  const waitingSince = isHeld || next?.dueAt === 0 ? (subject.waitingSince ?? now) : undefined
  const since = waitingSince === undefined ? {} : { waitingSince }
  if (!next) return { priority: PRIORITY.housekeeping, dueAt: expiry(subject), ...since }
  const turn = waitingSince === undefined ? 0 : (subject.turn ?? waitingSince)
  const dueAt = Math.max(next.dueAt, turn, subject.retryAt ?? 0)
  return { priority: next.priority, dueAt, ...since }
}

/** Only what stands alone may go out: nobody knows who it is, it was refused, or the operator is to decide. */
export function isHeldBack(subject: Subject): boolean {
  if (subject.refused || subject.held) return true
  return subject.kind === 'person' && !subject.email
}

export function expiry(subject: Subject): number {
  const isKnown = subject.kind === 'account' || Boolean(subject.email)
  const kept = isKnown ? KNOWN_RETENTION_MS : ANONYMOUS_RETENTION_MS
  return Math.ceil((subject.lastSeenAt + kept) / DAY_MS) * DAY_MS
}

function nextOf(subject: Subject): Due | undefined {
  let next: Due | undefined
  for (const part of partsOf(subject)) {
    const due = part.due(subject)
    if (due?.standsAlone) return due
    if (due && (!next || isBefore(due, next))) next = due
  }
  if (!next || isHeldBack(subject)) return undefined
  // Whatever waits, the person's record comes first, and nothing is worth more.
  const makesContact = subject.kind === 'person' && isNew(subject)
  return makesContact ? { priority: PRIORITY.newContact, dueAt: 0 } : next
}

function isBefore(one: Due, other: Due): boolean {
  return one.priority === other.priority ? one.dueAt < other.dueAt : one.priority < other.priority
}
