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
import { MINUTE_MS, NEVER } from '../../../protocol/time.ts'
import type { PersonCore } from '../person/personCore.ts'
import type { StampedRecord } from '../person/stamped.ts'
import { callStep, type PlanContext, type Step } from './part.ts'
import { planList } from './planList.ts'
import { type EntryKind, isCounted, itemsOf, VISIT_IDLE_MS, type VisitState } from './visitSeen.ts'

export type EntryPurpose =
  | {
      kind: 'entry'
      visit: string
      /** How many items the entry reports. */
      told: number
    }
  | {
      kind: 'findEntry'
      visit: string
      /** The mark of the attempt whose answer was lost. */
      doubtKey: string
      /** Words of the entry that was sent then. */
      reference: string
    }

/** The sign-up's own events arrive together; a moment's patience puts them into one entry. */
const LINGER_MS = 1_500

/** The end of a visit is rounded up to a minute, so that a page view moves no index entry. */

/** When a visit's entry is written: soon after it begins, and once more when it is over. */
export function entryDueAt(visit: VisitState, { lastSeenAt }: PersonCore): number | undefined {
  if (itemsOf(visit) <= (visit.entry?.told ?? 0)) return undefined
  const quiet = lastSeenAt + LINGER_MS
  if (!visit.entry) return quiet
  const over = Math.ceil((visit.lastSeenAt + VISIT_IDLE_MS) / MINUTE_MS) * MINUTE_MS
  return Math.max(over, quiet)
}

type EntryPerson = PersonCore &
  StampedRecord & { visits: VisitState[]; visitCount?: number; firstVisitAt?: number }

export function planEntry(
  person: EntryPerson,
  context: PlanContext,
): Step<EntryPurpose> | undefined {
  const id = person.contactId ?? person.leadId
  if (id === undefined) return undefined
  const isDue = (visit: VisitState) => (entryDueAt(visit, person) ?? NEVER) <= context.now
  const visit = person.visits.find(isDue)
  if (!visit) return undefined
  const target = { type: person.contactId === undefined ? 'Lead' : 'Contact', id } as const
  const reference = visitReference(inContext(visit, person))
  const configured = context.config.timeline === 'activity' ? 'activity' : 'note'
  const lost = lostAttempt(visit, person)
  if (lost !== undefined && !visit.entry) {
    const attempt = { is: configured, reference, ...attemptIn(lost, visit.id) } as const
    const find = attempt.is === 'activity' ? findActivities : findNotes
    return callStep(
      { kind: 'findEntry', visit: visit.id, doubtKey: lost, reference: attempt.reference },
      find(id, target.type),
    )
  }
  const purpose: EntryPurpose = { kind: 'entry', visit: visit.id, told: itemsOf(visit) }
  const { title, text } = describeVisit(inContext(visit, person))
  if ((visit.entry?.is ?? configured) === 'activity') {
    const { resolution, list } = resolveActivity(visit, { title, text }, context)
    if (list) return list
    // Without a type of that name in the account there is no activity; a note still tells it all.
    const { payload, incomplete } = resolution
    if (visit.entry && (visit.entry.is || incomplete.length === 0))
      return callStep(purpose, updateActivity(visit.entry.id, payload))
    if (incomplete.length === 0)
      return callStep(purpose, createActivity({ activity: payload, target }), {
        doubtKey: doubtKeyOf(visit.id, { is: 'activity', reference }),
      })
  }
  return visit.entry
    ? callStep(purpose, updateNote(visit.entry.id, text))
    : callStep(purpose, createNote({ description: text, target }), {
        doubtKey: doubtKeyOf(visit.id, { is: 'note', reference }),
      })
}

/** What was attempted, and in which words. */
interface Attempt {
  is: EntryKind
  reference: string
}

/** All of it goes into the mark: a late event, a time zone that becomes known or a setting changes the next attempt. */
const doubtKeyOf = (visit: string, { is, reference }: Attempt) =>
  `${prefixOf(visit)}@${is}:${reference}`

const prefixOf = (visit: string) => `entry:${visit}`

/** The mark of an attempt of which nobody knows whether it took effect. */
export function lostAttempt({ id }: VisitState, { unsure = [] }: PersonCore): string | undefined {
  return unsure.find((key) => key === prefixOf(id) || key.startsWith(`${prefixOf(id)}@`))
}

/** Version 0.1.0 marked the visit alone. */
function attemptIn(doubtKey: string, visit: string): Attempt | undefined {
  const [, is, reference] =
    /^@(note|activity):(.*)$/s.exec(doubtKey.slice(prefixOf(visit).length)) ?? []
  return reference === undefined ? undefined : { is: is as EntryKind, reference }
}

/** The visit with the zone that the person's clock shows, and how often they had come by then. */
function inContext(visit: VisitState, person: EntryPerson): VisitState {
  const { fields, visits, visitCount = 0, firstVisitAt } = person
  const zone = fields['time_zone']?.value
  const later = visits.filter(isCounted).reverse().indexOf(visit)
  return {
    ...(typeof zone === 'string' && { timeZone: zone }),
    ...(later >= 0 && { count: visitCount - later }),
    ...(firstVisitAt !== undefined && { firstAt: firstVisitAt }),
    ...visit,
  }
}

function resolveActivity(
  visit: VisitState,
  { title, text }: { title: string; text: string },
  context: PlanContext,
) {
  const fields = {
    title,
    notes: text,
    start_date: new Date(visit.startedAt).toISOString(),
    end_date: new Date(visit.lastSeenAt).toISOString(),
    sales_activity_type_id: context.config.activityType ?? '',
  }
  const resolution = resolve('activity', fields, {}, context.catalog)
  return { resolution, list: planList(resolution, context) }
}
