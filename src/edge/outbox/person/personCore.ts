import type { Problem } from '../../../freshsales/change.ts'
import type { Provenance } from '../../../freshsales/word.ts'
import type { Ledger } from './ledger.ts'
import type { Retry } from './markInDoubt.ts'
import type { StampedRecord } from './stamped.ts'

/** What every row of a subject holds, whoever or whatever it is. */
export interface SubjectCore extends Retry {
  /** The identity keys that lead here, see `identity.ts`. */
  keys: string[]
  /** Freshsales refused the record for good; nothing is tried until something about it changes. */
  refused?: boolean
  /** What events said that will not be in the CRM; reported with the next delivery. */
  problems?: Problem[]
  /** Kinds of call that Freshsales did not allow for them, until it does. */
  barredBefore?: string[]
  /** How many calls about it were made of late, see `engine/pace.ts`. */
  pace?: { calls: number; at: number }
  /** When it is their turn among all who wait, see `engine/turns.ts`; absent: since they wait. Epoch milliseconds. */
  turn?: number
  lastSeenAt: number
}

/**
 * Who a person is and which record of Freshsales they are. What the edge brings to the CRM for them
 * is the matter of the parts, each of which adds its own fields to the same row.
 */
export interface PersonCore extends SubjectCore {
  kind: 'person'
  email?: string
  userId?: string
  /** On whose word each key leads here; absent in rows of before, see `keyRank`. */
  ranks?: { [key: string]: Provenance }
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
  /** The sign-up looks odd: not delivered before the operator released it. */
  held?: true
  /** A sign-up of theirs was looked at, and nothing was odd about it. */
  cleared?: true
  /** What looks odd about it. */
  flags?: string[]
  /** What looked odd when the operator let them through: that alone holds nothing of theirs again. */
  letThrough?: string[]
  /** The forms of sign-ups that are not in the CRM yet, see `forms/countDelivered.ts`; absent while none is. */
  signUps?: number[]
  /** What they allowed last, as an event told. */
  consent?: KeptConsent
  /** Nobody's identity: whoever opened a link in an e-mail to this record, and when they last did. */
  byLink?: { at: number }
  /** Tags, companies and deals that pages added within an hour since the epoch. */
  named?: { hour: number; count: number }
  seen: Ledger
}

/** A record for whoever asks, on which nothing depends: each event is let through by its own. */
export interface KeptConsent {
  analytics?: boolean
  marketing?: boolean
  /** When they decided, epoch milliseconds. */
  at: number
  /** The banner that asked them, and the model of the law that it followed. */
  via?: string
  model?: string
  /** Whose word it is. */
  by: Provenance
}

/** The names of the above in a row; the compiler asks for each. */
export const CORE_FIELDS: { readonly [name in keyof PersonCore]-?: true } = {
  kind: true,
  keys: true,
  email: true,
  userId: true,
  ranks: true,
  source: true,
  contactId: true,
  leadId: true,
  asContact: true,
  emailMoved: true,
  goneAt: true,
  existed: true,
  refused: true,
  barredBefore: true,
  pace: true,
  turn: true,
  held: true,
  cleared: true,
  flags: true,
  letThrough: true,
  signUps: true,
  consent: true,
  named: true,
  byLink: true,
  problems: true,
  seen: true,
  lastSeenAt: true,
  attempts: true,
  retryAt: true,
  waitingSince: true,
  unsure: true,
}

/** A company: an account in Freshsales, shared by its people. */
export interface Account extends SubjectCore, StampedRecord {
  kind: 'account'
  name: string
  /** The site it was first named on. */
  source?: string
  id?: number
  /** When Freshsales last answered with it, epoch milliseconds. */
  seenAt?: number
  /** It may have been deleted or merged, and is looked at before anything is linked to it; false: it cannot be looked at. */
  isDoubted?: boolean
  /** It was there before us; false when our call made it. */
  existed?: boolean
  /** What it was without when it was met, by API name: that a page may fill in. */
  blank?: string[]
  /** When it was found deleted or merged in the CRM, epoch milliseconds: links from before lead nowhere. */
  letGoAt?: number
  /** Only people who are held for review have named it: it is made when one of them may go. */
  held?: true
}

export function isNew(person: PersonCore): boolean {
  return person.contactId === undefined && person.leadId === undefined
}

/** What is told of it needs no address: the record was named by the link, and is there as far as anybody knows. */
export const isLinked = (person: PersonCore): boolean =>
  person.byLink !== undefined && !isNew(person)

/** The record that a link named is not there, or takes nothing: it is not asked for again. */
export function letGoLink(person: PersonCore, now: number): boolean {
  if (!person.byLink) return false
  delete person.contactId
  delete person.leadId
  person.goneAt = now
  return true
}

/** On whose word a key leads to a person. Rows of before do not say: one in the CRM counts as a server's. */
export function keyRank(person: PersonCore, key: string): Provenance {
  return person.ranks?.[key] ?? (isNew(person) ? 'page' : 'server')
}

/** A server or a signature has said that this address is somebody's. */
export function isVouched(person: PersonCore): boolean {
  return person.email !== undefined && keyRank(person, `e:${person.email}`) !== 'page'
}

export function createAccount(name: string, at: number): Account {
  return { kind: 'account', keys: [], name, fields: {}, custom: {}, attempts: 0, lastSeenAt: at }
}

/** Beyond this a broken sender is at work. */
const MAX_PROBLEMS = 20

/** Adds what will not be in the CRM as it was asked for, to be told with the subject's next delivery. */
export function reportProblem(subject: SubjectCore, ...problems: Problem[]): void {
  if (problems.length === 0) return
  const known = (subject.problems ?? []).filter(
    (before) => !problems.some((each) => JSON.stringify(each) === JSON.stringify(before)),
  )
  subject.problems = [...known, ...problems].slice(-MAX_PROBLEMS)
}
