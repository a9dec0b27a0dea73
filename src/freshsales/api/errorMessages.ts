import type { Json, JsonObject } from '../../protocol/event.ts'

/** A page of an error is no message; a record's refusal has a handful of lines. */
const MAX_MESSAGES = 20
const MAX_MESSAGE_CHARACTERS = 500

/** Refusals are told within these: `{errors: {message: [{job_title: [text]}]}}`. */
const MAX_DEPTH = 5

/**
 * What Freshsales says in a refusal, in every shape that it and other programs of its makers are known
 * to use. A text that stands under the name of a field, as Rails writes it (`{"job_title": ["is invalid"]}`),
 * or beside it (`{"field", "message"}`), begins with that name.
 */
export function errorMessages(body: JsonObject): string[] {
  const { errors, message, description, error } = body
  return [errors, message, description, error]
    .flatMap((said) => textsIn(said, { field: '', depth: 0 }))
    .slice(0, MAX_MESSAGES)
    .map((text) => text.slice(0, MAX_MESSAGE_CHARACTERS))
}

interface Place {
  /** The field that is spoken of; empty where it is the record. */
  field: string
  depth: number
}

function textsIn(value: Json | undefined, { field, depth }: Place): string[] {
  if (typeof value === 'string')
    return value.trim() === '' ? [] : [`${field} ${value}`.replace(/\s+/g, ' ').trim()]
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return []
  if (Array.isArray(value))
    return value.flatMap((each) => textsIn(each, { field, depth: depth + 1 }))
  const named = fieldOf(value)
  if (named !== undefined) return textsIn(saidIn(value), { field: named, depth: depth + 1 })
  return Object.entries(value).flatMap(([name, said]) => {
    if (NO_TEXTS.has(name)) return []
    return textsIn(said, { field: OF_THE_RECORD.has(name) ? field : name, depth: depth + 1 })
  })
}

/** `{"field": "job_title", "message": "is invalid", "code": "invalid_value"}`. */
function fieldOf(error: JsonObject): string | undefined {
  const name = error['field'] ?? error['attribute']
  return typeof name === 'string' && saidIn(error) !== undefined ? name : undefined
}

const saidIn = ({ message, messages, error, reason }: JsonObject) =>
  message ?? messages ?? error ?? reason

const NO_TEXTS: ReadonlySet<string> = new Set(['code', 'status', 'type', 'request_id'])

const OF_THE_RECORD: ReadonlySet<string> = new Set([
  ...['message', 'messages', 'description', 'detail', 'error', 'errors', 'reason', 'title', 'base'],
  'full_messages',
])
