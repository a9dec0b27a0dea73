import type { Event, JsonObject } from '../../../src/protocol/event.ts'
import { EVENT_TYPES } from '../../../src/protocol/event.ts'

/** What the edge does to an event before it is interpreted: refuse what nobody can be told by, and set the clock right. */
export function admit(message: JsonObject): { event: Event } | { rejected: string } {
  const type = typeof message['type'] === 'string' ? message['type'].toLowerCase() : ''
  if (!EVENT_TYPES.some((known) => known === type)) return { rejected: 'type' }
  const names = ['userId', 'anonymousId', 'groupId', 'messageId']
  if (names.every((name) => !message[name]))
    return { rejected: 'userId or anonymousId is required' }
  const event = {
    ...message,
    type,
    messageId: message['messageId'] ?? 'm-1',
    timestamp: happenedAt(message),
  }
  return { event: event as unknown as Event }
}

function happenedAt({ timestamp, originalTimestamp, sentAt, receivedAt }: JsonObject): string {
  if (typeof timestamp === 'string') return timestamp
  const [original, sent, received] = [originalTimestamp, sentAt, receivedAt].map((text) =>
    Date.parse(String(text)),
  )
  const corrected = Number(received) - (Number(sent) - Number(original))
  if (!Number.isNaN(corrected)) return new Date(corrected).toISOString()
  return typeof originalTimestamp === 'string' ? originalTimestamp : '2024-05-01T10:00:00.000Z'
}
