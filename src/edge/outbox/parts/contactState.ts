import type { ContactChange, Fields } from '../../../freshsales/change.ts'
import { isForNewContacts, provenanceOfField } from '../../../freshsales/mapping/protected.ts'
import { SET_ONCE_FIELDS } from '../../../freshsales/mapping/tables.ts'
import { compareRanks, type Word } from '../../../freshsales/word.ts'
import { DAY_MS } from '../../../protocol/time.ts'
import type { PersonCore } from '../person/personCore.ts'
import {
  isRecordWaiting,
  mergeRecords,
  rankOf,
  type Said,
  type Stamped,
  type StampedFields,
  type StampedRecord,
  stamp,
  stampAll,
  type Values,
  waitingValues,
} from '../person/stamped.ts'
import type { DealsState } from './dealsState.ts'
import type { BlankHolder } from './divideWaiting.ts'
import type { PlanContext } from './part.ts'
import type { ArraysHolder } from './planArrays.ts'
import type { StageHolder } from './stage.ts'
import type { VisitsState } from './visits.ts'

// A contact's values while they wait. How someone first came is set once: the earliest holds.

export interface ContactState
  extends StampedRecord,
    BlankHolder,
    StageHolder,
    Pick<ArraysHolder, 'read'> {
  /**
   * Their address may be another contact's second one, which an upsert does not find: it is looked for
   * first. False: nobody has it.
   */
  isSought?: boolean
}

/** The contact's calls also carry the companies and the tags; what is not set in it, a visit's entry tells. */
export type ContactPerson = PersonCore & ContactState & ArraysHolder & DealsState & VisitsState

export type ContactPurpose =
  | {
      kind: 'contact'
      values: Values
      /** What a page asked for and is not set in a contact that was there. */
      asked?: Fields
      links?: string[]
      /** It was sent before, and its answer got lost. */
      wasTried?: true
      /** Whether their address is another contact's second one was not asked yet. */
      isUnsought?: true
      /** The call carries the links; absent where all were there already. */
      sendsLinks?: true
      tags?: string[]
    }
  | {
      kind: 'read'
    }
  | {
      kind: 'findContact'
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

/** `word` is whose the event is; what an operator lets a page set by name counts for more. */
export function stampContact(
  person: StampedRecord,
  { fields, custom, isOperators, isForward }: Omit<ContactChange, 'object'>,
  { said, word }: { said: Said; word: Word },
): void {
  const own: Said = isOperators ? { ...said, by: 'server' } : said
  for (const [name, value] of Object.entries(fields)) {
    const by = isOperators ? own.by : provenanceOfField(name, word)
    if (SET_ONCE_FIELDS.has(name)) stampFirst(person.fields, name, { ...said, by, value })
    else
      stamp(
        person.fields,
        name,
        value,
        isForNewContacts(name)
          ? { at: said.at, by, ...(isForward && MOVES_ON.has(name) && { forward: true }) }
          : { ...own, by },
      )
  }
  stampAll(person.custom, custom, own)
}

/** What an event may move on, and not back. */
const MOVES_ON: ReadonlySet<string> = new Set(['lifecycle_stage_id', 'contact_status_id'])

/** Of how they first came, the earlier holds; of all else, the later. */
export function mergeContacts(into: StampedRecord, from: StampedRecord): void {
  const first: StampedFields = {}
  for (const name of SET_ONCE_FIELDS) {
    const [ours, theirs] = [into.fields[name], from.fields[name]]
    if (theirs && (!ours || isEarlier(theirs, ours))) first[name] = theirs
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

/** Settled by the earliest event on the highest word, and never written over once it is in the CRM. */
function stampFirst(fields: StampedFields, name: string, given: Stamped & Said): void {
  const { at, by, heardAt = at } = given
  // A page may say any time; nobody's first visit comes to light much later than it was.
  const value = by === 'page' ? { ...given, at: Math.max(at, heardAt - LATEST_MS) } : given
  const known = fields[name]
  if (!known || isEarlier(value, known)) fields[name] = value
}

/** Browsers keep what they could not send for six days. */
const LATEST_MS = 7 * DAY_MS

function isEarlier(one: Stamped, known: Stamped): boolean {
  const order = compareRanks(rankOf(one), rankOf(known))
  return order > 0 || (order === 0 && !known.delivered && one.at < known.at)
}
