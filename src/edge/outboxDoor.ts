import type { Ask, OperationName, Reply } from './outbox/operator/operations.ts'

// What crosses between the Worker and the Outbox object. Types only, and only plain data.

/** One admitted request, as it is stored. */
export interface AppendRequest {
  /** Name of the source that sent it. */
  source: string
  /** Epoch milliseconds. */
  receivedAt: number
  /** JSON array of the admitted events: one text is one row, and crosses to the object fastest. */
  events: string
  count: number
}

export type AppendAnswer = { stored: true } | { stored: false; retryAfterSeconds: number }

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
  status(): Promise<OutboxStatus>
  operate<Name extends OperationName>(name: Name, ask: Ask<Name>): Promise<Reply<Name>>
}

export interface OutboxNamespace {
  getByName(name: string): OutboxDoor
}
