import type { Attribution } from '../protocol/event.ts'
import type { Fields } from './change.ts'

/** A person's stay on the site: what a sales rep reads in one timeline entry. All times are epoch milliseconds. */
export interface Visit {
  /** Unique per visit; written into the entry, so that an entry can be found again after a crash. */
  id: string
  startedAt: number
  lastSeenAt: number
  referrer?: string
  campaign?: Attribution['last']
  /** In the order they were first looked at. */
  pages: VisitPage[]
  events: VisitEvent[]
  /** How many visits are told together here, when it is more than one. */
  joined?: number
  /** Page views and events beyond what an entry lists. */
  more?: number
}

export interface VisitPage {
  url: string
  title?: string
  views: number
  at: number
}

export interface VisitEvent {
  name: string
  at: number
  properties: Fields
}
