import type { Problem } from '../../../freshsales/change.ts'
import { account } from '../parts/account.ts'
import { activity, findActivity } from '../parts/activities.ts'
import { contact, read } from '../parts/contact.ts'
import { deal, findDeals } from '../parts/deals.ts'
import { findLead, lead } from '../parts/lead.ts'
import type { Outcome, Purpose, RemovedPart } from '../parts/part.ts'
import { tracked } from '../parts/tracked.ts'
import { entry, findEntry } from '../parts/visits.ts'
import type { Subject } from '../person/person.ts'

/** What each kind of call does to its subject once it is answered. Lists belong to nobody. */
const SETTLEMENTS = {
  account,
  activity,
  contact,
  deal,
  entry,
  findActivity,
  findDeals,
  findEntry,
  findLead,
  lead,
  read,
  tracked,
} satisfies { [Kind in Exclude<Purpose['kind'], 'list'>]: object }

/** Freshsales took it: remembers what it told, and returns what got lost on the way. */
export function settle(subject: Subject, purpose: Purpose, outcome: Outcome): Problem[] {
  if (purpose.kind === 'list') return []
  subject.attempts = 0
  delete subject.retryAt
  const lost = handlerOf(purpose).settle(subject, purpose, outcome)
  if (subject.kind === 'account' || !subject.problems) return lost
  const earlier = subject.problems
  delete subject.problems
  return [...earlier, ...lost]
}

/** Freshsales refused it for good: takes it out of the way of everything else. */
export function refuse(subject: Subject, purpose: Purpose): RemovedPart | undefined {
  if (purpose.kind === 'list') return undefined
  subject.attempts = 0
  delete subject.retryAt
  return handlerOf(purpose).refuse(subject, purpose)
}

/** The table above pairs each purpose with its own handler and subject; a table cannot say so in types. */
function handlerOf(purpose: Exclude<Purpose, { kind: 'list' }>) {
  return SETTLEMENTS[purpose.kind] as {
    settle(subject: Subject, purpose: Purpose, outcome: Outcome): Problem[]
    refuse(subject: Subject, purpose: Purpose): RemovedPart | undefined
  }
}
