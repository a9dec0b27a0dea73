import * as v from 'valibot'
import type { Result } from '../../protocol/result.ts'

/** Click id (or `landing`, `referrer`) → the contact's custom field that keeps it. */
export type ClickFields = { readonly [parameter: string]: string }

const schema = v.record(
  v.pipe(v.string(), v.regex(/^\w{1,50}$/, 'is not the name of a parameter')),
  v.pipe(v.string(), v.regex(/^cf_\w{1,100}$/, 'must be a custom field, such as cf_gclid')),
)

/** Reads CLICK_FIELDS. */
export function parseClickFields(raw: unknown): Result<ClickFields> {
  const parsed = v.safeParse(schema, raw)
  if (parsed.success) return { ok: true, value: parsed.output }
  const [issue] = parsed.issues
  return { ok: false, reason: `${v.getDotPath(issue) ?? 'value'}: ${issue.message}` }
}
