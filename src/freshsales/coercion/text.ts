import { cleanText } from '../../protocol/cleanText.ts'
import type { Json } from '../../protocol/event.ts'
import { isNothing, isObject } from '../../protocol/json.ts'
import { inLatinDigits } from './latinDigits.ts'

/** Text in one spelling, trimmed; numbers are written out, lists of plain values are joined. */
export function toText(value: Json): string | undefined {
  if (typeof value === 'string') return cleanText(value) || undefined
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined
  if (!Array.isArray(value)) return undefined
  const parts = value.map((part) => toText(part))
  return parts.every((part) => part !== undefined) ? parts.join(', ') || undefined : undefined
}

/** Under which names an entry of a profile, or an object of its own, holds a number. */
const OF_AN_ENTRY = ['number', 'value', 'phone', 'phoneNumber', 'phone_number', 'e164'] as const

/**
 * A number as it was written, in the digits that telephones have; without the scheme of a link, the
 * apostrophe of a spreadsheet and the joiners that other texts keep. Of a list of entries the first.
 */
export function toPhone(value: Json): string | undefined {
  const entry = Array.isArray(value) && isObject(value[0]) ? value[0] : value
  const given = isObject(entry) ? OF_AN_ENTRY.map((name) => entry[name]).find(isSaid) : entry
  const text = toText(given ?? null)?.replace(/^tel:|^'+(?=[+\d(])|[\u200c\u200d]/gi, '')
  return (text && inLatinDigits(text)) || undefined
}

const isSaid = (value: Json | undefined) => value !== undefined && !isNothing(value)

/** Tags from a list or a text with commas; each once, whatever its case. */
export function toTags(value: Json): string[] | undefined {
  const given = typeof value === 'string' ? value.split(',') : value
  if (!Array.isArray(given)) return undefined
  const tags = new Map<string, string>()
  for (const tag of given) {
    if (typeof tag !== 'string' && typeof tag !== 'number') return undefined
    const text = toText(tag) ?? ''
    if (!isNothing(text) && !tags.has(text.toLowerCase())) tags.set(text.toLowerCase(), text)
  }
  return tags.size === 0 ? undefined : [...tags.values()]
}

/** Each part of an address line with the spellings it is sent in. */
const PARTS: readonly (readonly string[])[] = [
  ['street', 'street1', 'line1', 'address1', 'street_address', 'streetAddress'],
  ['street2', 'line2', 'address2'],
  ['city', 'locality'],
  ['state', 'region'],
  ['country'],
  ['postalCode', 'postal_code', 'postalcode', 'zip', 'zipCode', 'zip_code', 'zipcode'],
]

/** An address in one line: a text as it is, an object by its parts, without stray blanks. */
export function toAddress(value: Json): string | undefined {
  if (!isObject(value)) return toText(value)
  const parts = PARTS.map((names) => firstText(names.map((name) => value[name])))
  const line = parts.filter((part) => part !== undefined).join(' ')
  return line || (value['formatted'] === undefined ? undefined : toText(value['formatted']))
}

function firstText(values: readonly (Json | undefined)[]): string | undefined {
  for (const value of values) {
    const text = value === undefined || isNothing(value) ? undefined : toText(value)
    if (text !== undefined) return text
  }
  return undefined
}
