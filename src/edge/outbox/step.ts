import type { Answer, Call } from '../../freshsales/call.ts'
import type { Catalog, ListName } from '../../freshsales/catalog.ts'
import type { Fields, PageViewChange, Problem, TrackedChange } from '../../freshsales/change.ts'
import type { Config } from '../settings/config.ts'
import type { Account, Deal, Person, Subject, VisitState, WaitingActivity } from './person.ts'

/** What planning may look at besides the subject. */
export interface World {
  now: number
  config: Config
  catalog: Catalog
  findAccount(name: string): Account | undefined
}

/** What is to be done next about a subject. */
export type Step =
  | CallStep
  /** Nothing of it can be sent, but it is settled all the same, with the reasons. */
  | { do: 'settle'; purpose: Purpose; problems: Problem[] }
  /** It cannot be sent as it is, whatever Freshsales says: a dead letter, for the operator to mend. */
  | { do: 'refuse'; purpose: Purpose; problems: Problem[] }
  /** The account comes first: its id is needed. */
  | { do: 'account'; account: Account }

export interface CallStep {
  do: 'call'
  call: Call
  purpose: Purpose
  /** What will not be in the CRM, known before the call. */
  problems: Problem[]
  /** Set when a repeated call would double its effect: noted before, looked up after a lost answer. */
  once?: string
}

/** What a call is for, and what of the subject it carries. */
export type Purpose =
  | { kind: 'list'; name: ListName }
  | { kind: 'contact'; values: Values; links?: string[]; tags?: string[] }
  | { kind: 'read' }
  | { kind: 'lead'; values: Values; accounts: string[]; deals: string[] }
  | { kind: 'findLead' }
  | { kind: 'account'; values: Values }
  | { kind: 'deal'; name: string; values: Values }
  | { kind: 'findDeals'; name: string }
  | { kind: 'activity'; key: string }
  | { kind: 'findActivity'; key: string; title: string; start: string }
  | { kind: 'entry'; visit: string; told: number }
  | { kind: 'findEntry'; visit: string }
  | { kind: 'tracked'; count: number }

export type PurposeOf<Kind extends Purpose['kind']> = Extract<Purpose, { kind: Kind }>

/** The raw values a call was made of, to be marked as delivered when it succeeds. */
export interface Values {
  fields: Fields
  custom: Fields
  /** Names of those that the account has no place for. */
  leftOut?: string[]
}

/** What is done with the answer to a call of one kind. The subject is read anew, it may have changed meanwhile. */
export interface Settlement<Kind extends Purpose['kind'], S extends Subject> {
  /** Freshsales took it; `answer` is absent when there was nothing to send. Returns what got lost on the way. */
  settle(subject: S, purpose: PurposeOf<Kind>, outcome: Outcome): Problem[]
  /** Freshsales refused it for good: takes it out of the way, and returns what a replay needs to put it back. */
  refuse(subject: S, purpose: PurposeOf<Kind>): Lost | undefined
}

/** What was taken out of a person; fields stay with them and are in the purpose. */
export interface Lost {
  activity?: WaitingActivity
  deal?: Deal
  visit?: VisitState
  tracked?: PageViewChange | TrackedChange
}

export interface Outcome {
  now: number
  config: Config
  answer?: Answer
  /** The call as it was sent, after repairs. */
  call?: Call
}

export type PersonSettlement<Kind extends Purpose['kind']> = Settlement<Kind, Person>

export const callStep = (
  purpose: Purpose,
  call: Call,
  rest: { problems?: Problem[]; once?: string } = {},
): CallStep => ({
  do: 'call',
  call,
  purpose,
  problems: rest.problems ?? [],
  ...(rest.once !== undefined && { once: rest.once }),
})
