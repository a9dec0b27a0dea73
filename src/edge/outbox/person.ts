import type {
  ActivityChange,
  PageViewChange,
  Problem,
  TrackedChange,
} from '../../freshsales/change.ts'
import type { Visit } from '../../freshsales/timeline/visit.ts'
import { type ByName, byName } from './byName.ts'
import type { Ledger } from './ledger.ts'
import type { StampedFields } from './stamped.ts'

/**
 * Everything the edge knows of one person: what the CRM has, what still waits, and what is needed
 * to call Freshsales as little as possible. One row, read and written as a whole.
 */
export interface Person extends Retry {
  kind: 'person'
  /** The identity keys that lead here, see `identity.ts`. */
  keys: string[]
  email?: string
  userId?: string
  /** The site the person was first seen on. */
  source?: string
  /** The record in Freshsales, once it is known. */
  contactId?: number
  leadId?: number
  /** Classic accounts: a contact, although people are leads there by default. */
  asContact?: boolean
  /** The contact's record goes by another address than `email`, which is to replace it. */
  emailMoved?: boolean
  /** When the contact was found deleted in the CRM, epoch milliseconds. */
  goneAt?: number
  /** The contact was there before us; false when our call created it. */
  existed?: boolean
  /** Freshsales refused the record for good; nothing is tried until something about it changes. */
  refused?: boolean
  /** The sign-up looks odd: not delivered before the operator released it. */
  held?: true
  /** What looks odd about it. */
  flags?: string[]
  /** What events said that will not be in the CRM; told with the next delivery. */
  problems?: Problem[]
  fields: StampedFields
  custom: StampedFields
  /** Accounts the person belongs to by name, and whether the link is in the CRM. */
  accounts: ByName<boolean>
  /** Tags the person got here, and whether they are in the CRM. */
  tags: ByName<boolean>
  /** What the CRM says the arrays hold, read just before they are replaced. */
  read?: ReadArrays
  deals: ByName<Deal>
  activities: WaitingActivity[]
  /** The newest activities made here, to tell one whose answer was lost from its like. */
  activityIds?: number[]
  visits: VisitState[]
  /** `TIMELINE=tracking`: page views and events that each go out on their own. */
  tracked?: (PageViewChange | TrackedChange)[]
  /** The tracking API has been told who this is. */
  isVisitor?: boolean
  /** Classic accounts: whether the lead is there already has been looked up. */
  looked?: boolean
  seen: Ledger
  lastSeenAt: number
}

/** A company: an account in Freshsales, shared by its people. */
export interface Account extends Retry {
  kind: 'account'
  keys: string[]
  name: string
  id?: number
  refused?: boolean
  fields: StampedFields
  custom: StampedFields
  lastSeenAt: number
}

export type Subject = Person | Account

/** How deliveries to Freshsales have gone for a subject. All times are epoch milliseconds. */
export interface Retry {
  /** Failed attempts in a row; throttling counts as nobody's attempt. */
  attempts: number
  /** Not before this time. */
  retryAt?: number
  /** Since when the oldest undelivered thing has waited. */
  waitingSince?: number
  /** Creates whose answer was never noted: looked up before they are repeated. */
  unsure?: string[]
}

export const isUnsure = (subject: Subject, mark: string) => subject.unsure?.includes(mark) === true

export function noteUnsure(subject: Subject, mark: string): void {
  if (!isUnsure(subject, mark)) subject.unsure = [...(subject.unsure ?? []), mark]
}

export function settleUnsure(subject: Subject, mark: string): void {
  const rest = subject.unsure?.filter((each) => each !== mark) ?? []
  if (rest.length) subject.unsure = rest
  else delete subject.unsure
}

export interface ReadArrays {
  accounts: { id: number; is_primary: boolean }[]
  tags: string[]
  at: number
}

export interface Deal {
  id?: number
  account?: string
  /** Whether the contact has it already has been looked up. */
  looked?: boolean
  fields: StampedFields
  custom: StampedFields
}

export interface WaitingActivity extends Omit<ActivityChange, 'object'> {
  at: number
}

export interface VisitState extends Visit {
  /** The entry in Freshsales and how many page views and events it tells of. */
  entry?: { id: number; told: number }
}

export function createPerson(at: number): Person {
  return {
    kind: 'person',
    keys: [],
    fields: {},
    custom: {},
    accounts: byName(),
    tags: byName(),
    deals: byName(),
    activities: [],
    visits: [],
    seen: {},
    attempts: 0,
    lastSeenAt: at,
  }
}

/** A subject as it was before it was written down as JSON. */
export function revive(subject: Subject): Subject {
  if (subject.kind === 'account') return subject
  const { accounts, tags, deals } = subject
  return Object.assign(subject, {
    accounts: byName(accounts),
    tags: byName(tags),
    deals: byName(deals),
  })
}

export function createAccount(name: string, at: number): Account {
  return { kind: 'account', keys: [], name, fields: {}, custom: {}, attempts: 0, lastSeenAt: at }
}
