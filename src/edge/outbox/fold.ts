import type { Change, Interpretation, Problem } from '../../freshsales/change.ts'
import { touchesOf } from '../../freshsales/event/touch.ts'
import { SET_ONCE_FIELDS } from '../../freshsales/mapping/tables.ts'
import type { Json } from '../../protocol/event.ts'
import type { AdmittedEvent } from '../collect/admission.ts'
import type { Config } from '../settings/config.ts'
import { aliasPerson, findPerson, type Identity } from './identity.ts'
import { note, trimLedger } from './ledger.ts'
import { makeContact } from './makeContact.ts'
import type { Person } from './person.ts'
import { stamp, stampAll } from './stamped.ts'
import type { Subjects } from './subjects.ts'
import { hasFieldsWaiting, isNew } from './urgency.ts'
import { isDone, visitSeen } from './visits.ts'

/** One admitted event with what it means for the CRM. */
export interface Folding extends Interpretation {
  event: AdmittedEvent
  /** The site it came from. */
  source: string
  /** When the edge admitted it, epoch milliseconds. */
  receivedAt: number
  timeline: Config['timeline']
}

/** A person carries no more than this; beyond it a broken sender is at work. */
const MAX_WAITING_ACTIVITIES = 500
const MAX_WAITING_TRACKED = 500
const MAX_PROBLEMS = 20

/** Folds an event into the people and accounts it is about; a repeated event changes nothing. */
export function fold(folding: Folding, subjects: Subjects): void {
  const { event, changes, receivedAt } = folding
  const at = Date.parse(event.timestamp)
  for (const change of changes)
    if (change.object === 'account') {
      const account = subjects.account(change.name, receivedAt)
      stampAll(account.fields, change.fields, at)
      stampAll(account.custom, change.custom, at)
      account.lastSeenAt = receivedAt
      delete account.refused
      subjects.touch(account)
    }
  const identity = identityOf(folding)
  if (!identity.email && !identity.userId && !identity.anonymousId) return

  const person =
    event.type === 'alias'
      ? aliasPerson(event.previousId, identity, subjects, receivedAt)
      : findPerson(identity, subjects, receivedAt)
  if (!note(person.seen, event.messageId, receivedAt)) return
  trimLedger(person.seen, receivedAt)
  person.visits = person.visits.filter((visit) => !isDone(visit, receivedAt))
  person.lastSeenAt = receivedAt
  person.source ??= folding.source
  for (const change of changes) apply(change, { person, folding, subjects, at })
  noteAdmission(person, folding)
  subjects.touch(person)
}

/** Holds back someone new whose sign-up looks odd, until one that does not or the operator lets them through. */
function noteAdmission(person: Person, { event, problems }: Folding): void {
  const { held, flags, withheld = [] } = event.admission ?? {}
  if (flags) person.flags = [...new Set([...(person.flags ?? []), ...flags])]
  if (held && isNew(person)) person.held = true
  else if (event.type === 'identify') delete person.held
  const lost: Problem[] = [
    ...problems,
    ...withheld.map((field) => ({ field, reason: 'left out: this write key may not set it' })),
  ]
  if (lost.length > 0) person.problems = [...(person.problems ?? []), ...lost].slice(-MAX_PROBLEMS)
}

function identityOf({ event, email }: Folding): Identity {
  return {
    ...(email && { email }),
    ...(event.userId && { userId: event.userId }),
    ...(event.anonymousId && { anonymousId: event.anonymousId }),
    introduces: event.type === 'identify',
    believed: event.admission?.believed === true,
  }
}

interface Application {
  person: Person
  folding: Folding
  subjects: Subjects
  /** When the event happened. */
  at: number
}

function apply(change: Change, { person, folding, subjects, at }: Application): void {
  switch (change.object) {
    case 'contact':
      for (const name of Object.keys(change.fields)) {
        const value = change.fields[name] ?? null
        if (SET_ONCE_FIELDS.has(name)) stampFirst(person, name, value, at)
        else stamp(person.fields, name, value, at)
      }
      stampAll(person.custom, change.custom, at)
      if (change.asContact) makeContact(person)
      if (hasFieldsWaiting(person)) delete person.refused
      return
    case 'account':
      person.accounts[accountName(change.name, subjects)] ??= false
      return
    case 'tag':
      person.tags[change.tag] ??= false
      return
    case 'deal': {
      const deal = person.deals[change.name] ?? { fields: {}, custom: {} }
      person.deals[change.name] = deal
      if (change.account) deal.account = change.account
      stampAll(deal.fields, change.fields, at)
      stampAll(deal.custom, change.custom, at)
      return
    }
    case 'activity': {
      const { object: _, ...activity } = change
      if (person.activities.length < MAX_WAITING_ACTIVITIES)
        person.activities.push({ ...activity, at })
      person.activities.sort((a, b) => a.at - b.at)
      return
    }
    case 'page':
    case 'event': {
      if (folding.timeline === 'tracking') {
        person.tracked = [...(person.tracked ?? []), change].slice(-MAX_WAITING_TRACKED)
        return
      }
      const campaign = touchesOf(folding.event.context).last
      const { messageId } = folding.event
      visitSeen(person.visits, { at, messageId, change, ...(campaign && { campaign }) })
    }
  }
}

/** As it was first written: `ACME` is linked already where `Acme` is. */
function accountName(name: string, subjects: Subjects): string {
  return subjects.findAccount(name)?.name ?? name
}

/** How someone came first is settled by the earliest event and never written over. */
function stampFirst(person: Person, name: string, value: Json, at: number): void {
  const known = person.fields[name]
  if (!known || (!known.delivered && at < known.at)) person.fields[name] = { value, at }
}
