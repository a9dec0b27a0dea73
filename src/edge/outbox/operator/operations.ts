import type { ChannelTest } from '../messages/channelView.ts'
import type { DigestView, FormsView } from './formView.ts'
import type {
  Count,
  DeadLettersView,
  DeliveryView,
  Overview,
  PersonView,
  SubjectView,
} from './views.ts'

// What the console asks and orders: types and plain data, like the views.

/** Each question or order of the operator: what is asked, and what is answered. */
export interface Operations {
  overview: { ask: object; reply: Overview }
  deliveries: { ask: DeliveriesAsk; reply: { deliveries: DeliveryView[] } }
  waiting: { ask: object; reply: { subjects: SubjectView[]; held: SubjectView[] } }
  deadLetters: { ask: DeadLettersAsk; reply: DeadLettersView }
  replay: { ask: ReplayAsk; reply: ReplayReport }
  /** Deletes dead letters for good; what they hold is lost. */
  deleteLetters: { ask: ReplayAsk; reply: { deleted: number } }
  findPeople: { ask: { text: string }; reply: { subjects: SubjectView[]; isMore: boolean } }
  person: { ask: { id: number }; reply: { person: PersonView | null } }
  release: { ask: { id: number }; reply: { released: boolean } }
  forget: { ask: ForgetAsk; reply: ForgetReport }
  neverAgain: { ask: object; reply: NeverAgain }
  addNeverAgain: { ask: NeverAgainAsk; reply: { added: boolean; known?: number } }
  removeNeverAgain: { ask: NeverAgainAsk; reply: { removed: boolean } }
  /** A part of an export, which begins after a number. */
  exportPage: { ask: ExportPageAsk; reply: { text: string; next?: number } }
  /** The forms, with what they sent, and where leads came from. */
  forms: { ask: object; reply: FormsView }
  /** Takes a form off the list. */
  removeForm: { ask: { id: number }; reply: { removed: boolean } }
  /** The last seven days in words. */
  digest: { ask: object; reply: DigestView }
  pause: { ask: object; reply: { pausedSince: number } }
  resume: { ask: object; reply: { pausedSince: null } }
  tryNow: { ask: object; reply: { tried: boolean } }
  restore: { ask: { at: number }; reply: RestoreReport }
  /** Sends a test to everybody who is told of trouble. */
  testMessage: { ask: object; reply: { channels: ChannelTest[] } }
}

export type OperationName = keyof Operations
export type Ask<Name extends OperationName> = Operations[Name]['ask']
export type Reply<Name extends OperationName> = Operations[Name]['reply']

export interface DeliveriesAsk {
  /** Newer than this one. */
  after?: number
  /** Older than this one. */
  before?: number
  outcome?: DeliveryView['outcome']
  /** Only those with this in who they are about, their path, bodies and problems. */
  text?: string
}

export interface DeadLettersAsk {
  /** Only letters of the same reason as this one. */
  like?: number
  /** Older than this one. */
  before?: number
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
  /** Also keeps their addresses out for good. */
  never?: boolean
}

export interface ExportPageAsk {
  what: 'people' | 'deliveries'
  /** Lines of CSV, or JSON objects with commas between them. */
  format: 'csv' | 'json'
  after: number
}

/** As it was typed; any spelling of it is meant. */
export interface NeverAgainAsk {
  email: string
}

/** Of whom nothing is kept any more. */
export interface NeverAgain {
  addresses: Count
  /** Events that named one of them, and were dropped or cleaned. */
  events: number
  lastAt?: number
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
      /** How many of their addresses are kept out for good, when that was asked for. */
      never?: number
    }
  | { forgotten: false; reason: string }

export type RestoreReport =
  | {
      restoring: true
      /** The recovery log's name for the state that was given up. */
      undo: string
    }
  | { restoring: false; reason: string }

/** How the address of a lead begins that the console sends to try everything out. */
export const TEST_LEAD = 'freshsales-edge-test+'
