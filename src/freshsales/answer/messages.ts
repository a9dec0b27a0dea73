import type { Json, JsonObject } from '../../protocol/event.ts'
import { isObject } from '../json.ts'

/** A page of an error is no message; a record's refusal has a handful of lines. */
const MAX_MESSAGES = 20
const MAX_MESSAGE_CHARACTERS = 500

/** What Freshsales says in a refusal, in every shape it is known to use. */
export function errorMessages(body: JsonObject): string[] {
  const { errors, message, description, error } = body
  const said = [isObject(errors) ? errors['message'] : errors, message, description, error].flatMap(
    texts,
  )
  return said.slice(0, MAX_MESSAGES).map((text) => text.slice(0, MAX_MESSAGE_CHARACTERS))
}

function texts(value: Json | undefined): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()]
  if (Array.isArray(value)) return value.flatMap(texts)
  return isObject(value) ? texts(value['message']) : []
}

/** The quota of the whole account can speak through a 400. */
export function isThrottleInDisguise(messages: readonly string[]): boolean {
  return messages.some((text) => /response_code\s*::\s*429|too many requests/i.test(text))
}
