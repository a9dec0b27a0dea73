import type { DeadLetter } from '../journal.ts'
import type { Purpose, RemovedPart, Values } from '../parts/part.ts'
import { mergeVisits } from '../parts/visitSeen.ts'
import type { Account, Deal, Person, Subject } from '../person/person.ts'
import { markWaiting, mergeStamped, type StampedFields } from '../person/stamped.ts'
import type { Subjects } from '../person/subjects.ts'

/**
 * Whom a letter belongs to. Its number alone is not enough: the person may have been merged into
 * another or forgotten, and the number given away again.
 */
export function findReceiver(
  { subject: id, who, lost }: DeadLetter,
  subjects: Subjects,
  now: number,
): Subject | undefined {
  const subject = subjects.byId(id)
  if (who === undefined) {
    // It names its record in Freshsales itself, so anybody can carry it there.
    return lost?.activity?.target ? subjects.createPerson(now) : undefined
  }
  return subject && isCalled(subject, who)
    ? subject
    : (subjects.person(`e:${who}`) ?? subjects.findAccount(who))
}

/** What was refused waits again, unless something newer took its place; the person is tried again. */
export function putBack({ purpose, lost }: DeadLetter, subject: Subject): void {
  subject.attempts = 0
  delete subject.retryAt
  delete subject.refused
  const values = purpose && 'values' in purpose ? purpose.values : undefined
  if (subject.kind === 'account') {
    if (values) reopen(subject, values)
    return
  }
  if (purpose && purpose.kind !== 'deal' && values) reopen(subject, values)
  if (purpose) reopenLinks(subject, purpose)
  if (lost) restore(subject, lost, purpose)
}

const isCalled = (subject: Subject, who: string) =>
  subject.kind === 'account' ? subject.name === who : subject.keys.includes(`e:${who}`)

/** Only values that are still the current ones: an older one must not be written over a newer one. */
function reopen(holder: Pick<Account, 'fields' | 'custom'>, { fields, custom }: Values): void {
  markWaiting(holder.fields, unchanged(holder.fields, fields))
  markWaiting(holder.custom, unchanged(holder.custom, custom))
}

function unchanged(known: StampedFields, refused: Values['fields']): string[] {
  return Object.keys(refused).filter(
    (name) => JSON.stringify(known[name]?.value) === JSON.stringify(refused[name]),
  )
}

function reopenLinks(person: Person, purpose: Purpose): void {
  const accounts = purpose.kind === 'lead' ? purpose.accounts : linksOf(purpose)
  for (const name of accounts) if (name in person.accounts) person.accounts[name] = false
  const tags = purpose.kind === 'contact' ? (purpose.tags ?? []) : []
  for (const tag of tags) if (tag in person.tags) person.tags[tag] = false
  const deals = purpose.kind === 'lead' ? purpose.deals : []
  for (const name of deals) reopenDeal(person.deals[name])
}

const linksOf = (purpose: Purpose) => (purpose.kind === 'contact' ? (purpose.links ?? []) : [])

/** A deal that was to travel with a refused lead was marked as made, under no number. */
function reopenDeal(deal: Deal | undefined): void {
  if (deal?.id !== 0) return
  delete deal.id
  markWaiting(deal.fields, Object.keys(deal.fields))
  markWaiting(deal.custom, Object.keys(deal.custom))
}

function restore(person: Person, lost: RemovedPart, purpose: Purpose | undefined): void {
  const { activity, deal, visit, tracked } = lost
  if (activity && !person.activities.some(({ key }) => key === activity.key)) {
    person.activities.push(activity)
    person.activities.sort((a, b) => a.at - b.at)
  }
  if (deal && purpose?.kind === 'deal') restoreDeal(person, purpose.name, deal, purpose.values)
  if (visit && !person.visits.some(({ id }) => id === visit.id)) mergeVisits(person.visits, [visit])
  if (tracked) person.tracked = [tracked, ...(person.tracked ?? [])]
}

function restoreDeal(person: Person, name: string, lost: Deal, values: Values): void {
  const known = person.deals[name]
  if (!known) person.deals[name] = lost
  else {
    mergeStamped(known.fields, lost.fields)
    mergeStamped(known.custom, lost.custom)
  }
  reopen(person.deals[name] ?? lost, values)
}
