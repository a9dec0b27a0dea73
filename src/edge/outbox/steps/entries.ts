import type { Answer } from '../../../freshsales/api/call.ts'
import {
  createActivity,
  createNote,
  findActivities,
  findNotes,
  updateActivity,
  updateNote,
} from '../../../freshsales/api/request.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import { describeVisit, visitReference } from '../../../freshsales/timeline/describeVisit.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { isUnsure, type Person, settleUnsure, type VisitState } from '../person.ts'
import { callStep, type PersonSettlement, type Step, type World } from '../step.ts'
import { entryDueAt } from '../urgency.ts'
import { itemsOf } from '../visits.ts'
import { planList } from './lists.ts'

/** A visit's entry in the timeline: a note, or a sales activity, written once and updated when the visit is over. */
export function planEntry(person: Person, world: World): Step | undefined {
  const id = person.contactId ?? person.leadId
  if (id === undefined) return undefined
  const visit = person.visits.find((each) => isDue(each, person, world.now))
  if (!visit) return undefined
  const target = { type: person.contactId === undefined ? 'Lead' : 'Contact', id } as const
  const told = itemsOf(visit)
  const once = mark(visit.id)
  if (isUnsure(person, once) && target.type === 'Contact') {
    const find = world.config.timeline === 'activity' ? findActivities(id) : findNotes(id)
    return callStep({ kind: 'findEntry', visit: visit.id }, find)
  }
  const purpose = { kind: 'entry' as const, visit: visit.id, told }
  const { title, text } = describeVisit(located(visit, person))
  if (world.config.timeline === 'activity') {
    const { resolution, list } = resolveActivity(visit, { title, text }, world)
    if (list) return list
    // Without a type of that name in the account there is no activity; a note still tells it all.
    if (resolution.incomplete.length === 0)
      return visit.entry
        ? callStep(purpose, updateActivity(visit.entry.id, resolution.payload))
        : callStep(purpose, createActivity({ activity: resolution.payload, target }), { once })
  }
  return visit.entry
    ? callStep(purpose, updateNote(visit.entry.id, text))
    : callStep(purpose, createNote({ description: text, target }), { once })
}

export const entry: PersonSettlement<'entry'> = {
  settle(person, { visit, told }, { answer }) {
    const state = person.visits.find((each) => each.id === visit)
    const id = idOf(answer) ?? state?.entry?.id
    if (state && id !== undefined) state.entry = { id, told }
    return []
  },

  /** An entry that was deleted in the CRM is written anew; one that was never taken is given up. */
  refuse(person, { visit }) {
    const state = person.visits.find((each) => each.id === visit)
    if (state?.entry) {
      delete state.entry
      return undefined
    }
    person.visits = person.visits.filter((each) => each.id !== visit)
    return state && { visit: state }
  },
}

export const findEntry: PersonSettlement<'findEntry'> = {
  settle(person, { visit }, { answer }) {
    settleUnsure(person, mark(visit))
    const state = person.visits.find((each) => each.id === visit)
    const entries = (answer?.body['notes'] ?? answer?.body['activities'] ?? []) as JsonObject[]
    const reference = state && visitReference(located(state, person))
    const found =
      reference === undefined
        ? undefined
        : entries.find((each) =>
            String(each['description'] ?? each['notes'] ?? '').includes(reference),
          )
    // More may have come in since it was written, so it is written once more when the visit is over.
    if (state && found) state.entry = { id: Number(found['id']), told: 0 }
    return []
  },

  refuse(person, { visit }) {
    settleUnsure(person, mark(visit))
    return undefined
  },
}

/** The visit with the zone that the person's clock shows. */
function located(visit: VisitState, person: Person): VisitState {
  const zone = person.fields['time_zone']?.value
  return typeof zone === 'string' ? { timeZone: zone, ...visit } : visit
}

const mark = (visit: string) => `entry:${visit}`

function isDue(visit: VisitState, person: Person, now: number): boolean {
  const dueAt = entryDueAt(visit, person)
  return dueAt !== undefined && dueAt <= now
}

function resolveActivity(
  visit: VisitState,
  { title, text }: { title: string; text: string },
  world: World,
) {
  const fields = {
    title,
    notes: text,
    start_date: new Date(visit.startedAt).toISOString(),
    end_date: new Date(visit.lastSeenAt).toISOString(),
    sales_activity_type_id: world.config.activityType ?? '',
  }
  const resolution = resolve('activity', fields, {}, world.catalog)
  return { resolution, list: planList(resolution, world) }
}

function idOf(answer: Answer | undefined): number | undefined {
  const record = (answer?.body['note'] ?? answer?.body['sales_activity']) as
    | { id?: number }
    | undefined
  return typeof record?.id === 'number' ? record.id : undefined
}
