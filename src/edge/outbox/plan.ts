import type { Person, Subject } from './person.ts'
import type { Step, World } from './step.ts'
import { planAccount } from './steps/account.ts'
import { planActivity } from './steps/activities.ts'
import { planContact } from './steps/contact.ts'
import { planDeal } from './steps/deals.ts'
import { planEntry } from './steps/entries.ts'
import { planLead } from './steps/lead.ts'
import { planTracked } from './steps/tracked.ts'

/**
 * The next thing to do about a subject: one Freshsales call, made of everything that can travel in
 * it. Planned anew after each answer, so nothing is ever sent from an outdated plan. Pure.
 */
export function plan(subject: Subject, world: World): Step | undefined {
  if (subject.kind === 'account') return planAccount(subject, world)
  const record = subject.refused ? undefined : planRecord(subject, world)
  if (record) return record
  for (const planNext of FOLLOWING) {
    const step = planNext(subject, world)
    if (step) return step
  }
  return undefined
}

/** What hangs on a person's record, in the order of its worth. */
const FOLLOWING = [planDeal, planActivity, planTracked, planEntry]

function planRecord(person: Person, world: World): Step | undefined {
  const isLead = world.config.domain.generation === 'classic' && !person.asContact
  return isLead && person.contactId === undefined
    ? planLead(person, world)
    : planContact(person, world)
}
