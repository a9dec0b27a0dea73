// Pure: random ids come in as a function.

import type { Context, Event } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { correctTime } from './correctTime.ts'
import { type Redactor, redactAddresses } from './redactAddresses.ts'
import type { Draft } from './validate.ts'

/** What the request knows that its events do not say. */
export interface Surroundings {
  /** Epoch milliseconds. */
  receivedAt: number
  /** When the batch was posted, by the sender's clock. */
  sentAt: string | undefined
  /** Of the browser; absent when a server speaks for its visitors. */
  userAgent: string | undefined
  /** What CLIENT_IP lets through of the visitor's address, given what the event says it is. */
  ipOf: (sent: unknown) => string | undefined
  /** A key of the site's own server sent it. */
  isOwnServer: boolean
  createId: () => string
  redactor: Redactor
}

/**
 * Completes an event: its id, the time it happened by our clock, and the browser it came from.
 * Changes the draft, which was made for us; what is undefined falls away when it is written.
 */
export function normalize(draft: Draft, surroundings: Surroundings): Event {
  const { receivedAt, isOwnServer } = surroundings
  const happenedAt = draft.timestamp ?? draft.originalTimestamp
  const sentAt = draft.sentAt ?? surroundings.sentAt
  const corrected = correctTime({ happenedAt, sentAt, receivedAt, isOwnServer })
  draft.messageId ??= surroundings.createId()
  draft.timestamp = new Date(corrected).toISOString()
  const isCorrected = typeof happenedAt === 'string' && happenedAt !== draft.timestamp
  draft.originalTimestamp = isCorrected ? happenedAt : undefined
  draft.sentAt = undefined
  draft.context = completeContext(draft.context, surroundings) as Draft['context']
  redactAddresses(draft, surroundings.redactor)
  return draft as Event
}

function completeContext(sent: Draft['context'], { userAgent, ipOf }: Surroundings): Context {
  const context: Context = { ...sent }
  if (!isObject(context.page)) delete context.page
  if (userAgent !== undefined) context.userAgent ??= userAgent
  const ip = ipOf(context.ip)
  if (ip === undefined) delete context.ip
  else context.ip = ip
  return context
}
