import { planAccount } from '../parts/account.ts'
import { planActivity } from '../parts/activities.ts'
import { planContact } from '../parts/contact.ts'
import { planDeal } from '../parts/deals.ts'
import { planLead } from '../parts/lead.ts'
import type { PlanContext, Step } from '../parts/part.ts'
import { planTracked } from '../parts/tracked.ts'
import { planEntry } from '../parts/visits.ts'
import type { Person, Subject } from '../person/person.ts'

/**
 * The next thing to do about a subject: one Freshsales call, made of everything that can travel in
 * it. Planned anew after each answer, so nothing is ever sent from an outdated plan. Pure.
 */
export function plan(subject: Subject, context: PlanContext): Step | undefined {
  if (subject.kind === 'account') return planAccount(subject, context)
  const record = subject.refused ? undefined : planRecord(subject, context)
  if (record) return record
  for (const planNext of FOLLOWING) {
    const step = planNext(subject, context)
    if (step) return step
  }
  return undefined
}

/** What hangs on a person's record, in the order of its worth. */
const FOLLOWING = [planDeal, planActivity, planTracked, planEntry]

function planRecord(person: Person, context: PlanContext): Step | undefined {
  const isLead = context.config.domain.generation === 'classic' && !person.asContact
  return isLead && person.contactId === undefined
    ? planLead(person, context)
    : planContact(person, context)
}
