import type { Answer, Call } from '../../../freshsales/api/call.ts'
import type { RefusedError } from '../../../freshsales/api/errors.ts'
import type { Change, Fields, Problem } from '../../../freshsales/change.ts'
import type { Catalog, ListName } from '../../../freshsales/resolve/catalog.ts'
import type { AdmittedEvent } from '../../collect/admission.ts'
import type { Config } from '../../settings/config.ts'
import type { Account, PersonCore } from '../person/personCore.ts'
import type { Priority } from '../person/priority.ts'
import type { Said } from '../person/stamped.ts'

/**
 * One kind of thing the edge brings to the CRM: deals, tags, visits … The engine loops over the
 * parts and knows none by name. `S` is the subject as this part sees it, `P` what its calls are for,
 * `Removed` what a refusal takes out of the subject. Everything here is pure.
 */
export interface Deliverable<S, P extends Purpose, Removed extends RemovedPart = RemovedPart> {
  readonly name: string
  /** Parts whose calls go first, `account` included: what this part sends needs their records. `rest`: all others. */
  readonly after: readonly string[] | 'rest'
  /** Whether something waits for a call, how urgent it is, and when it may go. */
  due(subject: S): Due | undefined
  /** The next call. Absent where another part's call carries this one along. */
  plan?(subject: S, context: PlanContext): Step<P> | undefined
  /** What is done with the answer, for each kind of call that `plan` returns. */
  readonly calls: {
    readonly [Kind in P['kind']]: CallKind<S, Extract<P, { kind: Kind }>, Removed>
  }
  /** What waits, for the operator: by what it is called, the names of the things. */
  describe(subject: S): { [what: string]: string[] }
}

/**
 * A part of a person. It owns some fields of their row, `Own`, which nobody else writes; `Seen` is
 * all that it looks at.
 */
export interface Part<
  Own extends object,
  P extends Purpose = never,
  Removed extends RemovedPart = RemovedPart,
  Seen extends PersonCore & Own = PersonCore & Own,
> extends Deliverable<Seen, P, Removed> {
  /** The fields it owns. A field of the row that no part owns is from a later version, and is kept. */
  readonly owns: { readonly [name in keyof Own]-?: true }
  /** What its refusals take out of a person, by the names that dead letters keep it under. */
  readonly removes: { readonly [name in keyof Removed]-?: true }
  /** What a new person has of it. */
  empty(): Own
  /** What an event says, by the object of the change. */
  readonly fold?: {
    readonly [Name in Change['object']]?: (
      person: Seen,
      change: Extract<Change, { object: Name }>,
      context: FoldContext,
    ) => void
  }
  /** Drops what is history and will not be told again. */
  dropOld?(person: Seen, now: number): void
  /** A call left these values out: the CRM has no place for them, or did not take them. */
  tellLost?(person: Seen, problems: readonly Problem[], config: Config): void
  /** Two people turned out to be one. */
  merge(into: Seen, from: Seen): void
  /** The record in Freshsales is another one from now on, or none: it is to be told everything anew. */
  forgetRecord?(person: Seen): void
}

export interface Due {
  priority: Priority
  /** Epoch milliseconds; 0: at once. */
  dueAt: number
  /** It goes to a record that the event itself named, so the person need not be in the CRM. */
  standsAlone?: true
}

/** What one event says besides its changes. */
export interface FoldContext {
  event: AdmittedEvent
  /** When it happened, epoch milliseconds. */
  at: number
  /** By whom it is said. */
  said: Said
  /** A page's event of this id said it before: nothing is to be made of it once more. */
  isRepeated: boolean
  timeline: Config['timeline']
  /** By any spelling of its name: `ACME` is linked already where `Acme` is. */
  findAccount(name: string): Account | undefined
  /** See `Part.forgetRecord`; for all parts of the person. */
  forgetRecord(): void
}

/** What planning may look at besides the subject. */
export interface PlanContext {
  now: number
  config: Config
  catalog: Catalog
  findAccount(name: string): Account | undefined
  /** Whether any part of the subject but this one waits. */
  doOthersWait(part: string): boolean
}

/** What a call is for: `kind` names whose it is, the rest is for that part alone. Stored in dead letters as it is. */
export interface Purpose {
  kind: string
}

/** One of the account's own lists is needed first; it belongs to no subject. */
export interface ListPurpose extends Purpose {
  kind: 'list'
  name: ListName
}

/** What a refusal took out of a subject, for the part that it belongs to. Stored in dead letters as it is. */
export type RemovedPart = object

/** What is to be done next about a subject. */
export type Step<P extends Purpose = Purpose> =
  | CallStep<P | ListPurpose>
  /** Nothing of it can be sent, but it is settled all the same, with the reasons. */
  | { do: 'settle'; purpose: P; problems: Problem[] }
  /** It cannot be sent as it is, whatever Freshsales says: a dead letter, for the operator to fix. */
  | { do: 'refuse'; purpose: P; problems: Problem[] }
  /** The account comes first: its id is needed. */
  | { do: 'account'; account: Account }

export interface CallStep<P extends Purpose = Purpose> {
  do: 'call'
  call: Call
  purpose: P
  /** What will not be in the CRM, known before the call. */
  problems: Problem[]
  /** Set when a repeated call would double its effect: marked in doubt before, looked up after a lost answer. */
  doubtKey?: string
  /** An earlier call of that key is in doubt as well: a no to this one says nothing about it. */
  staysInDoubt?: boolean
}

/** What becomes of a call of one kind. The subject is read anew after the call, it may have changed meanwhile. */
export interface CallKind<S, P extends Purpose, Removed extends RemovedPart = RemovedPart> {
  /** Freshsales took it; `answer` is absent when there was nothing to send. Returns what got lost on the way. */
  settle(subject: S, purpose: P, outcome: Outcome): Problem[]
  /** Freshsales refused it for good: takes it out of the way, and returns what a replay needs to put it back. */
  refuse(subject: S, purpose: P): Removed | undefined
  /** The operator sends it once more: puts back what was refused, unless something newer took its place. */
  putBack?(subject: S, purpose: P, removed: Partial<Removed>): void
  /** Whether what was removed can be delivered by anybody, because it names its record itself. */
  standsAlone?(removed: Partial<Removed>): boolean
  /** Whether the call needs the person's contact to be there: a 404 then says that it is gone. */
  needsContact?(subject: S, purpose: P): boolean
  /**
   * A refusal may mean that the record which the call addresses, or an account that it names, was
   * deleted or merged in the CRM: lets the id go, to make or find the record again. False: it means something else.
   */
  letGo?(subject: S, purpose: P, refusal: Refusal): boolean
  /** Whether something is to be found out, see `letGo`, before the record goes out without these values. */
  looksFirst?(purpose: P, problems: readonly Problem[]): boolean
  /** Whether the configured `DEFAULTS` may help a record that was refused for want of a field, and how. */
  defaults?: {
    mayHelp(purpose: P, error: RefusedError, defaults: Fields): boolean
    apply(subject: S, defaults: Fields, refusal: { purpose: P; error: RefusedError }): void
  }
  /** The least that can be sent of a call that no repair helps. */
  lastResort?(call: Call, error: RefusedError): { call: Call; problems: Problem[] } | undefined
}

export interface Refusal {
  now: number
  status: number
  /** What Freshsales said. */
  messages: readonly string[]
  doubtAccounts: DoubtAccounts
}

/** These accounts may be gone: each is looked at before it is linked again. Returns those that were not seen lately. */
export type DoubtAccounts = (names: readonly string[]) => string[]

export interface Outcome {
  now: number
  config: Config
  answer?: Answer
  /** The call as it was sent, after repairs. */
  call?: Call
  /** See `Part.forgetRecord`; for all parts of the person. */
  forgetRecord(): void
  doubtAccounts: DoubtAccounts
}

export const callStep = <P extends Purpose>(
  purpose: P,
  call: Call,
  rest: Partial<Pick<CallStep, 'problems' | 'doubtKey' | 'staysInDoubt'>> = {},
): CallStep<P> => ({ do: 'call', call, purpose, problems: [], ...rest })
