import type { Json, JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import type { Fields } from '../change.ts'
import { customFieldName, rowNamed } from '../mapping/fieldName.ts'
import type { RecordObject } from '../mapping/tables.ts'

export interface ConfiguredFields {
  fields: Fields
  custom: Fields
}

/** Reads the fields of a record as an operator writes them: names in any spelling, custom fields as `cf_…`. */
export function parseFields(object: RecordObject, given: JsonObject): Result<ConfiguredFields> {
  const fields: Fields = {}
  const custom: Fields = {}
  for (const [name, value] of Object.entries(given)) {
    if (!isFieldValue(value))
      return fail(`${name}: must be a text, a number, true or false, or a list of these`)
    const fault = faultOfTemplate(value)
    if (fault !== undefined) return fail(`${name}: ${fault}`)
    const row = rowNamed(object, name)
    const customName = customFieldName(name)
    if (row !== undefined) fields[row.field] = value
    else if (customName !== undefined) custom[customName] = value
    else return fail(`${name}: is no field of a ${object}; a custom field is written cf_${name}`)
  }
  return succeed({ fields, custom })
}

function isFieldValue(value: Json): boolean {
  if (Array.isArray(value)) return value.every((part) => isFieldValue(part) && !Array.isArray(part))
  return value !== null && value !== '' && !isObject(value)
}

/** `"Order {order_id"` would be one deal for all orders. */
export function faultOfTemplate(value: Json): string | undefined {
  const texts = Array.isArray(value) ? value : [value]
  const isWrong = texts.some(
    (text) => typeof text === 'string' && /[{}]/.test(text.replace(/\{[^{}]+\}/g, '')),
  )
  return isWrong ? 'has a bracket too many or too few: a placeholder is {property}' : undefined
}
