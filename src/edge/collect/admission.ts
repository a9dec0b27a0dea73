import type { Event } from '../../protocol/event.ts'
import type { QualityFlag } from '../settings/leadQuality.ts'

/** What the edge found out about an event while admitting it; absent when there is nothing to tell. */
export interface Admission {
  /** A server's key or a signed identity vouches for what the event says. */
  believed?: true
  /** Names of what was taken out because nobody vouched for it. */
  withheld?: string[]
  /** What is odd about the sign-up. */
  flags?: QualityFlag[]
  /** The flags ask for a review: not to be delivered before someone released it. */
  held?: true
}

/** An event as the Outbox stores it. Clients cannot set `admission`: unknown keys are dropped. */
export type AdmittedEvent = Event & { admission?: Admission }
