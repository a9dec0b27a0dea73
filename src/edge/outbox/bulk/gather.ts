import type { JsonObject } from '../../../protocol/event.ts'
import { isObject } from '../../../protocol/json.ts'
import type { Delivering } from '../deliver.ts'
import type { Subject } from '../person.ts'
import { plan } from '../plan.ts'
import type { Step, Values } from '../step.ts'
import { PRIORITY } from '../urgency.ts'
import { openWorld } from '../world.ts'

/** A person whose contact can go out with others. */
export interface Member {
  subject: number
  email: string
  contact: JsonObject
  values: Values
}

/** Fewer than this are sent one by one: a lead should not have to wait for a job. */
const MIN_MEMBERS = 21
/** More are refused by Freshsales. */
const MAX_MEMBERS = 100

/** People whose next step is a plain upsert; whoever needs more than that goes the usual way. */
export function gatherMembers(delivering: Delivering): Member[] {
  const due = delivering.storage.sql
    .exec<{ id: number }>(
      'SELECT id FROM subject WHERE priority <= ? AND due_at <= ? ORDER BY priority, due_at LIMIT ?',
      PRIORITY.identity,
      delivering.now(),
      MAX_MEMBERS,
    )
    .toArray()
  if (due.length < MIN_MEMBERS) return []
  const { subjects, world } = openWorld(delivering)
  const members = due.flatMap(({ id }) => {
    const subject = subjects.byId(id)
    return subject ? memberOf(id, subject, plan(subject, world)) : []
  })
  return members.length < MIN_MEMBERS ? [] : members
}

function memberOf(id: number, subject: Subject, step: Step | undefined): Member[] {
  if (subject.kind !== 'person' || !subject.email || step?.do !== 'call') return []
  const { purpose, call } = step
  const contact = call.body?.['contact']
  const isPlain = purpose.kind === 'contact' && !purpose.links && call.path === '/contacts/upsert'
  if (!isPlain || !isObject(contact)) return []
  return [{ subject: id, email: subject.email, contact, values: purpose.values }]
}
