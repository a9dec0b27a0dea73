import type { Json } from '../../../protocol/event.ts'

/**
 * What the console sees and asks for. Types only, and only plain data: these cross from the outbox
 * to the Worker and on to the operator's browser. All times are epoch milliseconds.
 */

/** Each question or order of the operator: what is asked, and what is answered. */
export interface Operations {
  overview: { ask: object; reply: Overview }
  deliveries: { ask: DeliveriesAsk; reply: { deliveries: DeliveryView[] } }
  waiting: { ask: object; reply: { subjects: SubjectView[]; held: SubjectView[] } }
  deadLetters: { ask: DeadLettersAsk; reply: DeadLettersView }
  replay: { ask: ReplayAsk; reply: ReplayReport }
  findPeople: { ask: { text: string }; reply: { subjects: SubjectView[] } }
  person: { ask: { id: number }; reply: { person: PersonView | null } }
  release: { ask: { id: number }; reply: { released: boolean } }
  forget: { ask: ForgetAsk; reply: ForgetReport }
  pause: { ask: object; reply: { pausedSince: number } }
  resume: { ask: object; reply: { pausedSince: null } }
  restore: { ask: { at: number }; reply: RestoreReport }
}

export type OperationName = keyof Operations
export type Ask<Name extends OperationName> = Operations[Name]['ask']
export type Reply<Name extends OperationName> = Operations[Name]['reply']

export interface Overview {
  now: number
  health: { ok: boolean; degraded: string[]; oldestWaitingSeconds: number }
  delivery: DeliveryState
  flow: { hour: FlowPoint[]; day: FlowPoint[] }
  quota: { hour: Gauge; minute: Gauge; reported?: { remaining: number; at: number } }
  backlog: Backlog
  deadLetters: Count
}

/** Whether calls go out, and if not, why and until when. */
export type DeliveryState =
  | { state: 'flowing' }
  | { state: 'paused'; since: number }
  | { state: 'throttled' | 'outage' | 'keyRefused' | 'quotaUsedUp'; until: number }
  | { state: 'dryRun' }

/** A minute or an hour, beginning at `at`. */
export interface FlowPoint {
  at: number
  /** Events admitted and folded. */
  accepted: number
  /** Requests to Freshsales, repairs and retries included. */
  calls: number
  delivered: number
  repaired: number
  /** Will be tried again: Freshsales failed, throttled or refused the key. */
  retrying: number
  refused: number
}

export interface Gauge {
  used: number
  limit: number
  remaining: number
}

/** Counted up to a bound, so that a look at a huge backlog stays cheap. */
export interface Count {
  count: number
  isMore: boolean
}

export interface Backlog {
  /** Requests acknowledged and not folded yet. */
  requests: Count
  newContacts: Count
  changes: Count
  mapped: Count
  timeline: Count
  /** Sign-ups held back until the operator decides. */
  held: Count
  /** When all of it will have been sent; absent while nothing waits or nobody can tell. */
  drainedAt?: number
}

export interface DeliveriesAsk {
  /** Newer than this one. */
  after?: number
  /** Older than this one. */
  before?: number
  outcome?: DeliveryView['outcome']
}

export interface DeliveryView {
  id: number
  at: number
  subject: number
  who?: string
  outcome: 'delivered' | 'repaired' | 'retrying' | 'throttled' | 'account' | 'refused' | 'planned'
  purpose: string
  call?: CallView
  status?: number
  /** Milliseconds. */
  took?: number
  answer?: Json
  problems: { field: string; reason: string; value?: Json }[]
  messages?: string[]
}

export interface CallView {
  method: string
  path: string
  body?: Json
}

export interface SubjectView {
  id: number
  kind: 'person' | 'account'
  who: string
  userId?: string
  source?: string
  /** The record in Freshsales. */
  contactId?: number
  leadId?: number
  accountId?: number
  waiting: WaitingItem[]
  waitingSince?: number
  attempts: number
  retryAt?: number
  /** What Freshsales said last, when it did not take something. */
  lastMessage?: string
  isRefused: boolean
  isHeld: boolean
  /** What looks odd about the sign-up. */
  flags: string[]
  lastSeenAt: number
}

/** Something that is not in the CRM yet: "fields", "city, phone". */
export interface WaitingItem {
  what: 'contact' | 'fields' | 'company' | 'tags' | 'deal' | 'activity' | 'visit' | 'events'
  detail: string
}

export interface PersonView extends SubjectView {
  keys: string[]
  /** What the log calls this person. */
  pseudonym: string
  fields: { name: string; value: Json; at: number; isDelivered: boolean }[]
  accounts: { name: string; isLinked: boolean }[]
  tags: string[]
  deals: { name: string; id?: number; isWaiting: boolean }[]
  visits: {
    startedAt: number
    lastSeenAt: number
    pages: number
    events: number
    noteId?: number
  }[]
  deliveries: DeliveryView[]
  deadLetters: DeadLetterView[]
}

export interface DeadLettersAsk {
  /** Only letters of the same reason as this one. */
  like?: number
  /** Older than this one. */
  before?: number
}

export interface DeadLettersView {
  total: Count
  groups: DeadLetterGroup[]
  letters: DeadLetterView[]
}

export interface DeadLetterGroup {
  reason: string
  count: number
  /** The newest letter of the group, which stands for all of them. */
  newest: number
  newestAt: number
  oldestAt: number
}

export interface DeadLetterView {
  id: number
  at: number
  subject: number
  who?: string
  reason: string
  purpose?: string
  call?: CallView
  status?: number
  /** What could not be read, as it came. */
  kept?: string
}

/** One letter, all letters of the same reason as one, or all. */
export type ReplayAsk = { id: number } | { like: number } | { all: true }

export interface ReplayReport {
  replayed: number
  /** Their person is no longer known; they stay until retention removes them. */
  gone: number
  /** Too many for one action: ask again. */
  isMore: boolean
}

export interface ForgetAsk {
  id: number
  /** Also erases the record in Freshsales, which cannot be undone. */
  inFreshsales: boolean
}

export type ForgetReport =
  | {
      forgotten: true
      /** Rows deleted or cleaned here. */
      rows: number
      freshsales: 'forgotten' | 'notThere' | 'notAsked'
      /** The record to be forgotten by hand, when it was not asked for. */
      contactId?: number
      leadId?: number
    }
  | { forgotten: false; reason: string }

export type RestoreReport =
  | {
      restoring: true
      /** The recovery log's name for the state that was given up. */
      undo: string
    }
  | { restoring: false; reason: string }
