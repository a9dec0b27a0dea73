import type { Attribution } from '../../protocol/event.ts'
import type { Fields } from '../change.ts'

/** A person's stay on the site: what a sales rep reads in one timeline entry. All times are epoch milliseconds. */
export interface Visit {
  /** Unique per visit; not written into the entry, which is for people. */
  id: string
  startedAt: number
  lastSeenAt: number
  referrer?: string
  campaign?: Attribution['last']
  /** In the order they were first looked at. */
  pages: VisitPage[]
  events: VisitEvent[]
  /** Where the visitor is: an IANA time zone, or Freshsales' name of one. */
  timeZone?: string
  /** Which visit of this person it is, from 1 on, and when the first one began. */
  count?: number
  firstAt?: number
  /** What the person said and the account has no field for: a form's message. */
  said?: Fields
  /** What was asked for by somebody who may not set it. */
  asked?: Fields
  /** What a page said of a contact that was there. */
  unverified?: Fields
  /** What a person should look at: another contact that may be the same. */
  hints?: string[]
  /** How many visits are told together here, when it is more than one. */
  joined?: number
  /** Page views and events beyond what an entry lists. */
  more?: number
  /** Page views before the introduction for which the visitor's device had no room. */
  earlier?: number
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
