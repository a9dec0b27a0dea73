import type { Json } from '../../protocol/event.ts'
import { isObject } from '../json.ts'
import { toText } from './text.ts'

/** Each part of an address line with the spellings it is sent in. */
const PARTS: readonly (readonly string[])[] = [
  ['street', 'street1', 'line1', 'address1'],
  ['street2', 'line2', 'address2'],
  ['city'],
  ['state'],
  ['country'],
  ['postalCode', 'postal_code', 'postalcode', 'zip', 'zipCode', 'zip_code', 'zipcode'],
]

/** An address in one line: a text as it is, an object by its parts, without stray blanks. */
export function toAddress(value: Json): string | undefined {
  if (!isObject(value)) return toText(value)
  const parts = PARTS.map((names) => firstText(names.map((name) => value[name])))
  return parts.filter((part) => part !== undefined).join(' ') || undefined
}

function firstText(values: readonly (Json | undefined)[]): string | undefined {
  for (const value of values) {
    const text = value === undefined ? undefined : toText(value)
    if (text !== undefined) return text
  }
  return undefined
}
