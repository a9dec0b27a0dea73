// Pure: text in, envelope out.

import { isObject } from '../../protocol/json.ts'
import { cleanKeysAndTexts, isSuspicious } from './cleanKeysAndTexts.ts'
import type { BodyKind, Guarded } from './guard.ts'
import { pass, refuse, type Step } from './refusal.ts'

/** A request's events before anybody looked into them. */
export interface Envelope {
  events: unknown[]
  /** What was too much about an event that was cut out, by its place. */
  excess: ReadonlyMap<number, string>
  writeKey?: string
  /** ISO 8601, by the clock of the sender. */
  sentAt?: string
}

export function openEnvelope({ text, excess }: Guarded, kind: BodyKind): Step<Envelope> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return refuse('not_json', 'The body is not JSON.')
  }
  if (!isObject(body)) {
    return refuse('wrong_shape', 'The body must be a JSON object, {"batch": […]} or one event.')
  }
  if (isSuspicious(text)) cleanKeysAndTexts(body)
  const events = kind === 'batch' ? body['batch'] : [{ ...body, type: kind }]
  if (!Array.isArray(events)) {
    return refuse('wrong_shape', '"batch" must be a list of events.')
  }
  const { writeKey, sentAt } = body
  return pass({
    events,
    excess,
    ...(typeof writeKey === 'string' && { writeKey }),
    ...(typeof sentAt === 'string' && { sentAt }),
  })
}
