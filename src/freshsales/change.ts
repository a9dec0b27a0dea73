import type { Json } from '../protocol/event.ts'

/**
 * What one event asks of the CRM: pure data in Freshsales' own field names.
 *
 * Values that need the account's own lists (an owner's e-mail, a stage's name, a custom field's
 * label) are still as the site sent them; `resolve.ts` turns those into ids when a call is made, so
 * that an event can be folded without knowing the account.
 */
export type Change =
  | ContactChange
  | AccountChange
  | DealChange
  | ActivityChange
  | TaskChange
  | TagChange
  | PageViewChange
  | TrackedChange

/** Values by Freshsales' API name of the field (`job_title`), or by trait name where it is not known yet. */
export type Fields = { [name: string]: Json }

export interface ContactChange {
  object: 'contact'
  fields: Fields
  /** Traits that no table knows, by the name they were sent under; the account's custom fields may. */
  custom: Fields
  /** Classic accounts only: make a contact although people are leads by default. */
  asContact?: boolean
  /** The operator takes it for a server's word, whoever sent the event. */
  isOperators?: true
  /** An event moves the contact on: its stage and its status never go back. */
  isForward?: true
}

export interface AccountChange {
  object: 'account'
  /** The unique identifier of an account. */
  name: string
  fields: Fields
  custom: Fields
}

export interface DealChange {
  object: 'deal'
  /** How the deal is recognised again: one deal of this name per person. */
  name: string
  fields: Fields
  custom: Fields
  /** Name of the account of the same event, if it had one. */
  account?: string
  /** The operator takes it for a server's word, whoever sent the event. */
  isOperators?: true
}

export interface ActivityChange {
  object: 'activity'
  /** Unique per effect: the messageId and the action; a repeated event makes no second activity. */
  key: string
  fields: Fields
  /** A record other than the person of the event, when the event named one. */
  target?: { type: 'Contact' | 'SalesAccount' | 'Deal'; id: number }
}

/** Something a sales rep is to do about the person. */
export interface TaskChange {
  object: 'task'
  /** Unique per effect, as an activity's. */
  key: string
  /** Name of the event, which is the title where the texts say nothing. */
  event: string
  fields: Fields
  /** Title and description, which may name the event's properties and the person's fields: `Call {email}`. */
  texts: Fields
  /** The properties that they name. */
  values: Fields
  dueInDays: number
  /** Where no owner is given: it is for whoever owns the contact. */
  ofOwner?: true
}

export interface TagChange {
  object: 'tag'
  /** Added to the contact's tags; the ones already there stay. */
  tag: string
}

/** A page view, for the visit's timeline entry. */
export interface PageViewChange {
  object: 'page'
  url?: string
  title?: string
  name?: string
  category?: string
  referrer?: string
}

/** An event without a place of its own, for the visit's timeline entry. */
export interface TrackedChange {
  object: 'event'
  name: string
  properties: Fields
}

/** Something of an event or a record that will not be in the CRM, and why. */
export interface Problem {
  field: string
  /** A sentence for the operator: what happened and what to do. */
  reason: string
  value?: Json
}

/** Every key by which an event names a person, wherever it stands in it. */
export interface People {
  /** The address by which the person is found: the first of `emails`. */
  email?: string
  /** Trimmed, lower-cased, valid. */
  emails: readonly string[]
  userId?: string
  anonymousId?: string
  /** Of an `alias`: the id that is to lead to the same person. */
  previousId?: string
}

/** Everything one event means, and so everything it touches. */
export interface Interpretation {
  people: People
  /** The accounts, deals, activities and fields that it touches, and what becomes of each. */
  changes: Change[]
  problems: Problem[]
  /** What was asked for and is not done, because its sender's word does not count for it; by mapped field. */
  withheld: Problem[]
}
