import type { Json, JsonObject } from '../../../protocol/event.ts'
import type { DeliveryOutcome } from '../journal/outcomes.ts'
import type { ChannelView } from '../messages/channelView.ts'

/**
 * What the console sees and asks for. Types only, and only plain data: these cross from the outbox
 * to the Worker and on to the operator's browser. All times are epoch milliseconds.
 */

export interface Overview {
  now: number
  /** No lead of the site has reached Freshsales yet. */
  isNew: boolean
  health: { ok: boolean; degraded: string[]; advice?: string[]; oldestWaitingSeconds: number }
  delivery: DeliveryState
  flow: { hour: FlowPoint[]; day: FlowPoint[] }
  quota: { hour: Gauge; minute: Gauge; reported?: { remaining: number; at: number } }
  backlog: Backlog
  deadLetters: Count
  /** People refused in the last hour who are not in Freshsales at all. */
  leadsRefused: number
  /** Who is told of trouble, and how that goes. */
  channels: ChannelView[]
  /** Where records open in a browser: `…/contacts/1` below it. */
  freshsales: string
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
  /** Events of strangers that were turned away, to leave room for leads. */
  shed: number
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

export interface DeliveryView {
  id: number
  /** Of a test key: planned, and never sent. */
  test?: true
  at: number
  subject: number
  who?: string
  outcome: DeliveryOutcome
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
  /** `contact`, `fields`, `company`, … as the part that waits calls it. */
  what: string
  detail: string
}

export interface PersonView extends SubjectView {
  keys: string[]
  /** What they allowed last, and how it is known. */
  consent?: {
    analytics?: boolean
    marketing?: boolean
    at: number
    via?: string
    model?: string
    by: 'page' | 'signed' | 'server'
  }
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
  /** The row itself and those of their companies: all that is kept, for whoever asks what is. */
  record: JsonObject
  companies: JsonObject[]
}

export interface DeadLettersView {
  total: Count
  /** How many had to make room for newer ones. */
  dropped: number
  groups: DeadLetterGroup[]
  letters: DeadLetterView[]
}

export interface DeadLetterGroup {
  reason: string
  /** What to do about it. */
  remedy: string
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
  /** What to do about it. */
  remedy: string
  purpose?: string
  call?: CallView
  status?: number
  /** What could not be read, as it came. */
  kept?: string
}
