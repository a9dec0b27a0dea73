import type { JsonObject } from './event.ts'

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Nothing was said: null, an empty or blank text, a number that is none, an empty list. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'number' && !Number.isFinite(value)
}

/** What programs and people write where they have nothing to say, in lower case. */
const WORDS: ReadonlySet<string> = new Set([
  'null',
  'undefined',
  'none',
  'nil',
  'nan',
  'n/a',
  'n.a.',
  'n.a',
  'n / a',
  '(null)',
  '(none)',
  '<null>',
  '[object object]',
  'not applicable',
  'not available',
  'not provided',
  'not set',
  '(not set)',
  '(not provided)',
])

const SAYS_SOMETHING = /[\p{L}\p{N}\p{S}]/u

/** One letter of a script that writes a whole word with it is a name. */
const SINGLE = /^[^\p{Lo}]$/u

/** A text that says nothing: `null`, `N/A`, `none`, `-`, `...`. */
export function isNothing(value: unknown): boolean {
  if (isBlank(value)) return true
  if (typeof value !== 'string' || value.length > 200) return false
  const text = value.trim()
  return !SAYS_SOMETHING.test(text) || isWord(text) || text.split(/\s+/).every(isWord)
}

/** Also twice over: programs join a first and a last name that are not there. */
const isWord = (text: string) => WORDS.has(text.toLowerCase())

/** What people type where a number must be: `000000`, `+00 000`. */
const ZEROS = /^(?=.*0)[0\s\p{P}+]+$/u

/** Too little to take the place of a value that is there: nothing, a single character, or zeros alone. */
export function isJunk(value: unknown): boolean {
  if (isNothing(value)) return true
  if (Array.isArray(value)) return value.every(isJunk)
  if (isObject(value)) return Object.values(value).every(isJunk)
  return typeof value === 'string' && (SINGLE.test(value.trim()) || ZEROS.test(value))
}
