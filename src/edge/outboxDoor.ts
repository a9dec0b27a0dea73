import type { Ask, OperationName, Reply } from './outbox/operator/operations.ts'
import type { DeliveryView } from './outbox/operator/views.ts'
import type { LeaseAsk, Offer } from './visitors/visitorsDoor.ts'

// What crosses between the Worker and the Outbox object. Types only, and only plain data.

/** How what comes goes on, the best lane first; `collect/lane.ts` says which is whose. */
export type Lane = 'lead' | 'claim' | 'visit'

/** One admitted request, as it is stored. */
export interface AppendRequest {
  /** Name of the source that sent it. */
  source: string
  /** Epoch milliseconds. */
  receivedAt: number
  /** JSON array of the admitted events: one text is one row, and crosses to the object fastest. */
  events: string
  count: number
  /** Absent: `lead`. */
  lane?: Lane
  /** The anonymous ids of which it says whose they are: their history is fetched before it is folded. */
  introduces?: readonly string[]
  /** Whom it names, by identity key; not needed of leads. */
  about?: readonly string[]
  /** Epoch milliseconds: since when it stands in line before the object. */
  askedAt?: number
  /** Of a call that a vendor signed: it is taken once. */
  signature?: string
}

export type AppendAnswer =
  | { stored: true }
  /** Turned away for good, to leave room for leads. */
  | { stored: false; shed: string }
  /** Its signature was used before. */
  | { stored: false; repeated: true }
  /** To be sent again; the reason says what the operator has to mend. */
  | { stored: false; retryAfterSeconds: number; reason?: string }

/** What `/health` tells. */
export interface OutboxStatus {
  ok: boolean
  /** Why it is not well, a sentence each. */
  degraded: string[]
  /** What could be better although it is well, a sentence each; absent when there is nothing to say. */
  advice?: string[]
  /** Age of the lead that waits longest. */
  oldestWaitingSeconds: number
}

/** The calls the Worker makes on the Outbox object. */
export interface OutboxDoor {
  append(request: AppendRequest): Promise<AppendAnswer>
  /** Whether these rows of the day may be written: the outbox counts for all objects. */
  lease(ask: LeaseAsk): Promise<boolean>
  /** The outbox fetches what is kept of those whom it knows. */
  offer(offers: readonly Offer[]): Promise<void>
  /** A vendor's call was refused for its signature. */
  refuseWebhook(): Promise<void>
  /** Whether anything was ever kept here. */
  isInhabited(): Promise<boolean>
  status(): Promise<OutboxStatus>
  /** `consoleAt` is the address of the console that asks. */
  operate<Name extends OperationName>(
    name: Name,
    ask: Ask<Name>,
    consoleAt?: string,
  ): Promise<Reply<Name>>
  /** Of the object that plans what test keys send. */
  appendTest(request: AppendRequest): Promise<AppendAnswer>
  testDeliveries(ask: Ask<'deliveries'>): Promise<DeliveryView[]>
  /** What a test is planned with. */
  forTests(): Promise<KnownToTests>
}

/** What the account's outbox tells the object of the tests: nothing of anybody. */
export interface KnownToTests {
  /** The account's own lists: rows of the table `list`. */
  lists: { name: string; fetched_at: number; entries: string }[]
  /** The number of the newest delivery, behind which tests are shown. */
  newestDelivery: number
}
