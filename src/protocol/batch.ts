import type { Event } from './event.ts'

/** The body of `POST /v1/batch`. */
export interface Batch {
  batch: Event[]
  /** Says which source the events come from; may also travel as Basic user or query parameter. */
  writeKey?: string
  /** ISO 8601: when the sender posted this, by its own clock; corrects the clock of the events. */
  sentAt?: string
}

/** The answer to a batch that was stored. */
export interface BatchResult {
  success: true
  /** Events stored. */
  accepted: number
  /** Events refused, each with why; the others of the batch are stored all the same. */
  rejected: Rejection[]
}

export interface Rejection {
  /** Position in the batch that was sent. */
  index: number
  messageId?: string
  /** What is wrong and what to do, naming the field. */
  reason: string
}

/** The answer to a request of which nothing was stored. */
export interface BatchFailure {
  success: false
  error: { code: string; message: string }
}
