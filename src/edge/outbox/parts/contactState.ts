import type { ContactChange, Fields } from '../../../freshsales/change.ts'
import { SET_ONCE_FIELDS } from '../../../freshsales/mapping/tables.ts'
import type { Json } from '../../../protocol/event.ts'
import type { PersonCore } from '../person/personCore.ts'
import {
  isRecordWaiting,
  mergeRecords,
  type StampedFields,
  type StampedRecord,
  stamp,
  stampAll,
  type Values,
  waitingValues,
} from '../person/stamped.ts'
import type { DealsState } from './dealsState.ts'
import type { PlanContext } from './part.ts'
import type { ArraysHolder } from './planArrays.ts'
import type { VisitState } from './visitSeen.ts'

// A contact's values while they wait. How someone first came is set once: the earliest holds.

export interface ContactState extends StampedRecord, Pick<ArraysHolder, 'read'> {}

/** The contact's calls also carry the companies and the tags. */
export type ContactPerson = PersonCore &
  ContactState &
  ArraysHolder &
  DealsState & { visits: VisitState[] }

export type ContactPurpose =
  | {
      kind: 'contact'
      values: Values
      links?: string[]
      /** The call carries the links; absent where all were there already. */
      sendsLinks?: true
      tags?: string[]
    }
  | {
      kind: 'read'
    }

/** Classic accounts: people begin as leads, unless an event says that they are to be contacts. */
export function goesAsLead(person: PersonCore, { config }: Pick<PlanContext, 'config'>): boolean {
  return (
    config.domain.generation === 'classic' && !person.asContact && person.contactId === undefined
  )
}

export function hasFieldsWaiting(person: PersonCore & StampedRecord): boolean {
  return Boolean(person.emailMoved) || isRecordWaiting(person)
}

export function stampContact(person: StampedRecord, change: ContactChange, at: number): void {
  for (const name of Object.keys(change.fields)) {
    const value = change.fields[name] ?? null
    if (SET_ONCE_FIELDS.has(name)) stampFirst(person.fields, name, value, at)
    else stamp(person.fields, name, value, at)
  }
  stampAll(person.custom, change.custom, at)
}

/** Of how they first came, the earlier holds; of all else, the later. */
export function mergeContacts(into: StampedRecord, from: StampedRecord): void {
  const first: StampedFields = {}
  for (const name of SET_ONCE_FIELDS) {
    const [ours, theirs] = [into.fields[name], from.fields[name]]
    if (theirs && !(ours?.delivered || (ours && ours.at <= theirs.at))) first[name] = theirs
    else if (ours) first[name] = ours
  }
  mergeRecords(into, from)
  Object.assign(into.fields, first)
}

/** What waits of the fields that are set once. */
export function waitingFirsts(person: StampedRecord): Fields {
  return Object.fromEntries(
    Object.entries(waitingValues(person.fields)).filter(([name]) => SET_ONCE_FIELDS.has(name)),
  )
}

/** Settled by the earliest event and never written over once it is in the CRM. */
function stampFirst(fields: StampedFields, name: string, value: Json, at: number): void {
  const known = fields[name]
  if (!known || (!known.delivered && at < known.at)) fields[name] = { value, at }
}
