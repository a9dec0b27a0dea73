import type { Json, JsonObject } from '../protocol/event.ts'

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Nothing was said: null, an empty or blank text, a number that is none. */
export function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  return typeof value === 'number' && !Number.isFinite(value)
}
