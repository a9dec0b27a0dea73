import { isObject } from '../protocol/json.ts'
import { fail, type Result, succeed } from '../protocol/result.ts'
import { parseFields } from './actions/fields.ts'
import type { Fields } from './change.ts'
import { KINDS } from './coercion/kind.ts'
import { findRow } from './mapping/tables.ts'

/**
 * Reads the `DEFAULTS` configuration: the fields of a new contact, by any spelling of their names,
 * with names instead of ids: `{"leadSource": "Web", "owner": "ann@acme.com", "cf_region": "EU"}`.
 */
export function parseDefaults(value: unknown): Result<Fields> {
  if (!isObject(value)) return fail('must be an object such as {"leadSource": "Web"}')
  const { status, ...rest } = value
  const parsed = parseFields(
    'contact',
    status === undefined ? rest : { ...rest, contactStatus: status },
  )
  if (!parsed.ok) return parsed
  const fields: Fields = { ...parsed.value.custom }
  for (const [field, given] of Object.entries(parsed.value.fields)) {
    const { coerce, wants } = KINDS[findRow('contact', field)?.as ?? 'as it is']
    const coerced = coerce(given)
    if (coerced === undefined) return fail(`${field}: is not ${wants}`)
    fields[field] = coerced
  }
  return succeed(fields)
}
