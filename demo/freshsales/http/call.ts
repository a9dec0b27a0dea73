import { isObject, type Json, type JsonObject } from '../crm.ts'
import { broken, unreadable } from '../rules/refusal.ts'
import type { Door } from './door.ts'

/** One request to the API, as data. */
export interface Call extends Door {
  method: string
  /** `https://acme.myfreshworks.com` */
  origin: string
  /** As received, with its query. */
  path: string
  query: URLSearchParams
  headers: Headers
  /** The body as received. */
  text: string
}

export function toCall(
  { method, headers }: Request,
  { url, door, text }: { url: URL; door: Door; text: string },
): Call {
  const path = url.pathname + url.search
  return { ...door, method, headers, origin: url.origin, path, query: url.searchParams, text }
}

export function isWrite({ method }: Call): boolean {
  return method !== 'GET' && method !== 'HEAD'
}

/** The body of a write; an empty one crashes Freshsales, one that is not a JSON object is refused. */
export function bodyOf({ text }: Pick<Call, 'text'>): JsonObject {
  if (text.trim() === '') throw broken()
  const body = parsed(text)
  if (!isObject(body)) throw unreadable()
  return body
}

/** The text as JSON, or `undefined`. */
export function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** A record sent in its wrapper (`{"contact": {…}}`) or flat. */
export function unwrapped(body: JsonObject, wrapper: string): JsonObject {
  const record = body[wrapper]
  if (record === undefined) return body
  if (!isObject(record)) throw unreadable()
  return record
}
