import * as v from 'valibot'
import type { Json, JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Result } from '../../protocol/result.ts'
import { jsonFault } from './jsonFault.ts'

/** How a setting is written. Pure, like everything in this folder. */
export interface Format<T> {
  /** Takes what stands in `vars` or in a secret; the messages end the sentence "NAME: …". */
  readonly schema: v.GenericSchema<unknown, T>
  /** The same for an editor, as JSON Schema. */
  readonly json: JsonObject
}

/** What a parser of another world returns, as a step of a valibot pipe. */
const step = <Input, Output>(parse: (input: Input) => Result<Output>) =>
  v.rawTransform<Input, Output>(({ dataset, addIssue, NEVER }) => {
    const result = parse(dataset.value)
    if (result.ok) return result.value
    addIssue({ message: result.reason })
    return NEVER
  })

const trimmed = (message = 'must be a text') =>
  v.pipe(
    v.unknown(),
    v.check((raw) => typeof raw !== 'object', message),
    v.transform((raw) => unquoted(String(raw).trim())),
  )

/** Quotes that were copied along with the value, or meant for a file that keeps them. */
const unquoted = (given: string) => /^(["'`])(.+)\1$/s.exec(given)?.[2]?.trim() ?? given

const parsedJson = v.pipe(v.unknown(), step(readJson))

/** `vars` in wrangler.jsonc may hold the object itself; a secret and `.dev.vars` hold its text. */
function readJson(raw: unknown): Result<unknown> {
  if (typeof raw === 'object') return { ok: true, value: raw }
  try {
    return { ok: true, value: JSON.parse(withoutShellQuotes(String(raw))) }
  } catch {
    return { ok: false, reason: jsonFault(String(raw)) }
  }
}

/** JSON in single quotes is how a shell wants it. */
const withoutShellQuotes = (given: string) => given.trim().replace(/^'(.*)'$/s, '$1')

/** Any text of at least so many characters. */
export function text({ minCharacters = 1 } = {}): Format<string> {
  const message = `must have at least ${minCharacters} characters`
  return {
    schema: v.pipe(trimmed(), v.minLength(minCharacters, message)),
    json: { type: 'string', minLength: minCharacters },
  }
}

/** A text that a parser of its own understands. */
export function readBy<T>(parse: (given: string) => Result<T>): Format<T> {
  return { schema: v.pipe(trimmed(), step(parse)), json: { type: 'string' } }
}

export function wholeNumber({ min, max }: { min: number; max: number }): Format<number> {
  const message = `must be a whole number from ${min} to ${max}`
  return {
    schema: v.pipe(
      trimmed(message),
      v.regex(/^\d{1,15}$/, message),
      v.transform(Number),
      v.minValue(min, message),
      v.maxValue(max, message),
    ),
    json: {
      anyOf: [
        { type: 'integer', minimum: min, maximum: max },
        { type: 'string', pattern: '^ *\\d* *$' },
      ],
    },
  }
}

export function oneOf<const Choice extends string>(choices: readonly Choice[]): Format<Choice> {
  const message = `must be one of ${choices.join(', ')}`
  return {
    schema: v.pipe(trimmed(message), v.toLowerCase(), v.picklist(choices, message)),
    json: { enum: ['', ...choices] },
  }
}

const ON = ['1', 'true'] as const
const OFF = ['0', 'false'] as const

export function flag(): Format<boolean> {
  const message = 'must be 1 or 0'
  return {
    schema: v.pipe(
      trimmed(message),
      v.toLowerCase(),
      v.picklist([...ON, ...OFF], message),
      v.transform((word) => ON.some((on) => on === word)),
    ),
    json: { enum: ['', '1', '0', 1, 0, true, false] },
  }
}

/** A JSON object, or a list where the setting takes one too. */
export function json<T>(
  rest: v.GenericSchema<unknown, T> | ((raw: unknown) => Result<T>),
  { orList = false } = {},
): Format<T> {
  const types: Json[] = orList ? ['object', 'array', 'string'] : ['object', 'string']
  const schema =
    typeof rest === 'function' ? v.pipe(parsedJson, step(rest)) : v.pipe(parsedJson, rest)
  return { schema, json: { type: types } }
}

/** A JSON list, or what it would hold as plain text: one, or several with commas between them. */
export function list<T>(
  parseItem: (item: unknown) => Result<T>,
  { example }: { example: string },
): Format<ReadonlySet<T>> {
  const parseAll = (given: unknown): Result<ReadonlySet<T>> => {
    const items = typeof given === 'string' ? [given] : given
    if (!Array.isArray(items))
      return { ok: false, reason: `must be a JSON list, such as ["${example}"]` }
    const values = new Set<T>()
    for (const item of items) {
      const parsed = parseItem(item)
      if (!parsed.ok) return { ok: false, reason: `${JSON.stringify(item)} ${parsed.reason}` }
      values.add(parsed.value)
    }
    return { ok: true, value: values }
  }
  return {
    schema: v.pipe(v.unknown(), v.transform(plainList), parsedJson, step(parseAll)),
    json: { type: ['array', 'string'], items: { type: 'string' } },
  }
}

/** JSON begins with a bracket or a quotation mark; plain text does not. */
function plainList(raw: unknown): unknown {
  if (isObject(raw) || Array.isArray(raw)) return raw
  const given = withoutShellQuotes(String(raw))
  if (/^[[{"]/.test(given)) return given
  const items = given.split(/[\s,]+/).filter(Boolean)
  // Commas alone are a slip, and no list of nothing, which would let any host in.
  return items.length === 0 ? [given] : items
}
