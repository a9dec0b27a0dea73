import { type Account, CORE_FIELDS, type PersonCore } from '../person/personCore.ts'
import { account } from './account.ts'
import { type ActivitiesState, activities } from './activities.ts'
import { type CompaniesState, companies } from './companies.ts'
import { contact } from './contact.ts'
import type { ContactState } from './contactState.ts'
import { deals } from './deals.ts'
import type { DealsState } from './dealsState.ts'
import { type HotState, hot } from './hot.ts'
import { lead } from './lead.ts'
import type { LeadState } from './leadState.ts'
import { orderParts } from './orderParts.ts'
import type { CallKind, Deliverable, Due, Part, Purpose, RemovedPart } from './part.ts'
import { type TagsState, tags } from './tags.ts'
import { type TasksState, tasks } from './tasks.ts'
import { type TrackedState, tracked } from './tracked.ts'
import { unreachable } from './unreachable.ts'
import { type VisitsState, visits } from './visits.ts'

/**
 * Everything the edge knows of one person: what the CRM has, what still waits, and what is needed
 * to call Freshsales as little as possible. One row, read and written as a whole.
 */
export interface Person
  extends PersonCore,
    LeadState,
    ContactState,
    CompaniesState,
    TagsState,
    DealsState,
    ActivitiesState,
    TasksState,
    HotState,
    VisitsState,
    TrackedState {}

export type Subject = Person | Account

/** In the order of their worth; what waits for another part goes after it, wherever it stands here. */
const OF_A_PERSON = [
  lead,
  contact,
  companies,
  tags,
  deals,
  activities,
  tasks,
  hot,
  visits,
  tracked,
  unreachable,
] as const satisfies readonly { due: (person: Person) => Due | undefined }[]

/** The objects of changes that some part hears of; `fold` does not compile without one for each. */
export type FoldedObject = KeysOfFold<(typeof OF_A_PERSON)[number]>

type KeysOfFold<Each> = Each extends { fold: infer Table } ? keyof Table : never

export type PersonPart = Part<object, Purpose, object, Person>

/** All parts of a person in the order in which they are planned. */
export const PARTS: readonly PersonPart[] = orderParts<PersonPart>(OF_A_PERSON, [account.name])

/** The fields of a person's row that this version knows. */
export const PERSON_FIELDS: ReadonlySet<string> = new Set([
  ...Object.keys(CORE_FIELDS),
  ...PARTS.flatMap((part) => Object.keys(part.owns)),
])

/** What a dead letter took out of a person and this version cannot put back, by name. */
export function unknownRemovals(removed: RemovedPart): string[] {
  return Object.keys(removed).filter(
    (name) => !PARTS.some((part) => Object.hasOwn(part.removes, name)),
  )
}

const ACCOUNT_PARTS: readonly Deliverable<Account, Purpose>[] = [account]

/** What is brought to the CRM for a subject, in the order in which it is planned. */
export function partsOf(subject: Subject): readonly Deliverable<Subject, Purpose>[] {
  return subject.kind === 'account' ? ACCOUNT_PARTS : PARTS
}

/** What is done with the answer to a call; undefined for lists, and for kinds of another version. */
export function callKindOf({ kind }: Purpose): CallKind<Subject, Purpose> | undefined {
  return CALL_KINDS.get(kind)
}

const CALL_KINDS: ReadonlyMap<string, CallKind<Subject, Purpose>> = new Map(
  [...PARTS, ...ACCOUNT_PARTS].flatMap(({ calls }) => Object.entries(calls)),
)
