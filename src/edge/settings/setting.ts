import * as v from 'valibot'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import type { Format } from './format.ts'

/**
 * All there is to know of one setting. `Config`, docs/settings.md, the doctor's advice,
 * `.dev.vars.example` and the schema of `wrangler.jsonc` are made from these.
 */
export interface Setting<Value = unknown> {
  /** Name of its value in `Config`. */
  readonly field: string
  readonly format: Format<Value>
  /** Belongs into `wrangler secret put`, not into a file that others read. */
  readonly secret?: true
  /** Must be set; or only where none of the named ones is. */
  readonly required?: true | { readonly unless: string }
  /** Read instead when nothing is written. */
  readonly fallback?: string | number | object
  /** What it means that nothing is written, after "Default: "; not needed where `fallback` says it. */
  readonly unset?: string
  /** Sentences for docs/settings.md. */
  readonly about: string
  /** What a good value is, after "Write ". */
  readonly advice: string
  /** A good value. */
  readonly example?: string | number | object
}

/** What reading the setting gives. */
export type ValueOf<S extends Setting> =
  | (S['format'] extends Format<infer Value> ? Value : never)
  | (S extends { required: true } | { fallback: unknown } ? never : undefined)

/** An empty variable is an absent one: `vars` in wrangler.jsonc are often left as "". */
export function isWritten(raw: unknown): boolean {
  return raw !== undefined && raw !== null && !(typeof raw === 'string' && raw.trim() === '')
}

/** Looks up what is written for a setting. */
export type Lookup = (name: string) => unknown

/** Reads one setting. The reason does not name it. */
export function readSetting(name: string, setting: Setting, lookUp: Lookup): Result<unknown> {
  const written = lookUp(name)
  const raw = isWritten(written) ? written : setting.fallback
  if (raw === undefined) return isMissing(setting, lookUp) ? fail('is missing') : succeed(raw)
  const parsed = v.safeParse(setting.format.schema, raw)
  if (parsed.success) return succeed(parsed.output)
  const [issue] = parsed.issues
  const path = v.getDotPath(issue)
  return fail(path === null ? issue.message : `${path}: ${issue.message}`)
}

function isMissing({ required }: Setting, lookUp: Lookup): boolean {
  return typeof required !== 'object' ? required === true : !isWritten(lookUp(required.unless))
}
