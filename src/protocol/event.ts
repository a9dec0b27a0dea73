/** One call of the Segment specification, as it travels: https://segment.com/docs/connections/spec/ */
export type Event = IdentifyEvent | GroupEvent | TrackEvent | PageEvent | ScreenEvent | AliasEvent

export type EventType = Event['type']

export const EVENT_TYPES = [
  'identify',
  'group',
  'track',
  'page',
  'screen',
  'alias',
] as const satisfies readonly EventType[]

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** What a person or a group is like. */
export type Traits = JsonObject
/** What an event was about. */
export type Properties = JsonObject

interface CommonFields {
  /** Unique per call; also the idempotency key. */
  messageId: string
  /** ISO 8601: when it happened, by the clock of the sender until the edge corrects it. */
  timestamp: string
  /** ISO 8601: when it happened, by the uncorrected clock of the sender. */
  originalTimestamp?: string
  /** The site's own id of the person. */
  userId?: string
  /** The browser's id of a person who has not introduced themselves. */
  anonymousId?: string
  context?: Context
  /** `{All: false}` or `{Freshsales: false}` keeps an event out of the CRM. */
  integrations?: JsonObject
}

export interface IdentifyEvent extends CommonFields {
  type: 'identify'
  traits?: Traits
  /** Some senders put the e-mail address here; read as a last resort. */
  properties?: Properties
}

export interface GroupEvent extends CommonFields {
  type: 'group'
  groupId?: string
  /** Traits of the group, not of the person. */
  traits?: Traits
  properties?: Properties
}

export interface TrackEvent extends CommonFields {
  type: 'track'
  event: string
  properties?: Properties
}

export interface PageEvent extends CommonFields {
  type: 'page'
  name?: string
  category?: string
  properties?: Properties
}

export interface ScreenEvent extends CommonFields {
  type: 'screen'
  name?: string
  category?: string
  properties?: Properties
}

export interface AliasEvent extends CommonFields {
  type: 'alias'
  previousId: string
}

/** The surroundings of an event. Only the keys that something here reads are named. */
export interface Context {
  /** The person's traits, on an event that is not an `identify`. */
  traits?: Traits
  page?: PageContext
  campaign?: Campaign
  attribution?: Attribution
  consent?: Consent
  timezone?: string
  locale?: string
  userAgent?: string
  ip?: string
  groupId?: string
  library?: { name: string; version: string }
  [key: string]: unknown
}

export interface PageContext {
  path?: string
  referrer?: string
  search?: string
  title?: string
  url?: string
}

/** UTM parameters, without their prefix; `utm_campaign` is `name`. */
export interface Campaign {
  name?: string
  source?: string
  medium?: string
  term?: string
  content?: string
}

/** How the person came: the first visit ever and the latest one that was not direct. */
export interface Attribution {
  first?: Touch
  last?: Touch
}

export interface Touch extends Campaign {
  /** Address of the first page of that visit. */
  landing?: string
  referrer?: string
  /** Click ids by their parameter: `{gclid: '…', fbclid: '…'}`. */
  click?: { [parameter: string]: string }
  /** ISO 8601. */
  at?: string
}

/** What the person allowed when the event happened, by purpose. */
export interface Consent {
  analytics?: boolean
  marketing?: boolean
  /** The banner that they were asked by. */
  via?: string
  /** When it told of it; ISO 8601. */
  at?: string
  /** Whether the law has them asked before, lets them object, or asks for nothing. */
  model?: 'opt-in' | 'opt-out' | 'none'
}
