import { type Person, partsOf, type Subject } from '../parts/parts.ts'
import type { Account } from '../person/personCore.ts'
import type { SubjectView, WaitingItem } from './views.ts'

/** A person or an account as the operator sees them in a list. Pure. */
export function viewSubject(id: number, subject: Subject, lastMessage?: string): SubjectView {
  const { kind, attempts, retryAt, waitingSince, refused, lastSeenAt } = subject
  return {
    id,
    kind,
    ...(kind === 'person' ? identityOf(subject) : companyOf(subject)),
    waiting: waitingItems(subject),
    attempts,
    isRefused: refused === true,
    ...reviewOf(subject),
    lastSeenAt,
    ...(waitingSince !== undefined && { waitingSince }),
    ...(retryAt !== undefined && { retryAt }),
    ...(lastMessage && { lastMessage }),
  }
}

function identityOf({ email, userId, keys, source, contactId, leadId }: Person) {
  return {
    who: email ?? userId ?? keys[0]?.slice(KEY_PREFIX.length) ?? '',
    ...(userId !== undefined && { userId }),
    ...(source !== undefined && { source }),
    ...(contactId !== undefined && { contactId }),
    ...(leadId !== undefined && { leadId }),
  }
}

function reviewOf(subject: Subject) {
  const [isHeld, flags] = subject.kind === 'person' ? [subject.held, subject.flags] : []
  return { isHeld: isHeld === true, flags: flags ?? [] }
}

const KEY_PREFIX = 'a:'

function companyOf({ name, id }: Account) {
  return { who: name, ...(id !== undefined && { accountId: id }) }
}

function waitingItems(subject: Subject): WaitingItem[] {
  return partsOf(subject)
    .flatMap((part) => Object.entries(part.describe(subject)))
    .filter(([, items]) => items.length > 0)
    .map(([what, items]) => ({ what, detail: items.join(', ') }))
}
