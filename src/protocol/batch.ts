import type { Event, JsonObject } from './event.ts'

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
  /** For a test key only, whose events reach nobody. */
  test?: TestReport
}

/** What the events of a request ask of the CRM, as far as they say it themselves. */
export interface TestReport {
  planned: PlannedEvent[]
  /** Events beyond those that are told of. */
  more: number
}

export interface PlannedEvent {
  messageId: string
  /** What it would write, by the record that it is about. */
  writes: PlannedWrite[]
  /** What of it would not be written, and why. */
  problems: { field: string; reason: string }[]
}

export interface PlannedWrite {
  record: string
  /** By Freshsales' name of the field; only what the event itself said. */
  fields: JsonObject
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

/** What one request may carry. The browser keeps below these, the edge enforces them. */

/** Bytes of one request body, after decompression. Segment's own libraries stay under 500 KB. */
export const MAX_REQUEST_BYTES = 512 * 1024

/** Bytes of one event, as JSON. The same limit as Segment's, so nothing that fits there is refused here. */
export const MAX_EVENT_BYTES = 32 * 1024

/** Events in one batch. */
export const MAX_BATCH_EVENTS = 500

/** Levels of nesting inside one event. */
export const MAX_DEPTH = 10

/** Keys inside one event, over all levels. */
export const MAX_KEYS = 200

/** Characters of a userId, anonymousId, groupId, previousId, messageId or event name. */
export const MAX_ID_CHARACTERS = 256
