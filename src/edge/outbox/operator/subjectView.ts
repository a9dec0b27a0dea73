import { itemsOf } from '../parts/visitSeen.ts'
import type { Account, Person, Subject } from '../person/person.ts'
import { isDealWaiting, isNew } from '../person/schedule.ts'
import { isWaiting, type StampedFields, waitingValues } from '../person/stamped.ts'
import type { SubjectView, WaitingItem } from './views.ts'

/** A person or an account as the operator sees them in a list. Pure. */
export function viewSubject(id: number, subject: Subject, lastMessage?: string): SubjectView {
  const { kind, attempts, retryAt, waitingSince, refused, lastSeenAt } = subject
  const waiting = kind === 'person' ? waitingOfPerson(subject) : waitingOfAccount(subject)
  return {
    id,
    kind,
    ...(kind === 'person' ? identityOf(subject) : companyOf(subject)),
    waiting,
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

function waitingOfPerson(person: Person): WaitingItem[] {
  const { email, accounts, tags, deals, activities, visits, tracked = [] } = person
  const untold = visits.filter((visit) => itemsOf(visit) > (visit.entry?.told ?? 0))
  const deal = Object.keys(deals).filter((name) => deals[name] && isDealWaiting(deals[name]))
  return list({
    contact: email && isNew(person) && !person.refused ? [email] : [],
    fields: fieldsWaiting(person),
    company: Object.keys(accounts).filter((name) => !accounts[name]),
    tags: Object.keys(tags).filter((tag) => !tags[tag]),
    deal,
    activity: activities.map(({ fields }) => String(fields['title'] ?? '')),
    visit: untold.map((visit) => `${itemsOf(visit)} page views and events`),
    events: tracked.length > 0 ? [`${tracked.length} for the tracking API`] : [],
  })
}

function waitingOfAccount(account: Account): WaitingItem[] {
  return list({
    company: account.id === undefined && !account.refused ? [account.name] : [],
    fields: fieldsWaiting(account),
  })
}

function fieldsWaiting({ fields, custom }: { fields: StampedFields; custom: StampedFields }) {
  const waiting = [fields, custom].filter(isWaiting).map((each) => Object.keys(waitingValues(each)))
  return waiting.flat()
}

function list(details: { [what in WaitingItem['what']]?: string[] }): WaitingItem[] {
  return Object.entries(details)
    .filter(([, items]) => items.length > 0)
    .map(([what, items]) => ({ what: what as WaitingItem['what'], detail: items.join(', ') }))
}
