import type { Json, JsonObject } from '../protocol/event.ts'
import type { Call } from './call.ts'
import type { Problem } from './change.ts'
import type { RefusedError } from './errors.ts'
import { isObject } from './json.ts'
import { type Place, placeMentioned, placeNamed, placesIn } from './repairing/places.ts'
import { INDISPENSABLE, REMEDIES } from './repairing/remedies.ts'

export interface Repair {
  /** The call without what Freshsales objected to. */
  call: Call
  problems: Problem[]
}

/** Lengths to try where the account's own is not known: paragraph, short text, and below. */
const LENGTHS = [800, 255, 100, 40] as const

/**
 * Mends a refused record, so that one bad field costs that field and not the lead. Undefined when no
 * field is to blame that could be spared. `fieldLengths` are those the account is known to have.
 */
export function repair(
  call: Call,
  error: RefusedError,
  fieldLengths: { readonly [field: string]: number } = {},
): Repair | undefined {
  if (call.body === undefined || call.method === 'GET') return undefined
  const body = structuredClone(call.body)
  const problems = error.messages.flatMap((message) => mend(body, message, fieldLengths))
  const isEmptied = problems.length > 0 && placesIn(body).length === 0
  return problems.length === 0 || isEmptied ? undefined : { call: { ...call, body }, problems }
}

function mend(
  body: JsonObject,
  message: string,
  fieldLengths: { readonly [field: string]: number },
): Problem[] {
  const places = placesIn(body)
  for (const { pattern, remedy, field } of REMEDIES) {
    const match = pattern.exec(message)
    if (match === null) continue
    if (remedy === 'keep') return []
    const place = placeNamed(places, field ?? match[1] ?? '') ?? placeMentioned(places, message)
    if (place === undefined) return []
    return remedy === 'truncate' ? truncate(body, place, fieldLengths) : drop(place, message)
  }
  const place = placeMentioned(places, message)
  return place === undefined ? [] : drop(place, message)
}

function drop({ holder, field }: Place, message: string): Problem[] {
  const value = holder[field]
  if (INDISPENSABLE.has(field) || value === undefined) return []
  delete holder[field]
  return [{ field, reason: `left out: Freshsales said ${JSON.stringify(message)}`, value }]
}

function truncate(
  body: JsonObject,
  { holder, field }: Place,
  fieldLengths: { readonly [field: string]: number },
): Problem[] {
  const value: Json | undefined = holder[field]
  const characters = typeof value === 'string' ? [...value] : []
  const length = fieldLengths[field] ?? LENGTHS.find((shorter) => shorter < characters.length)
  if (value === undefined || length === undefined || length >= characters.length) {
    return value === undefined ? [] : drop({ holder, field }, 'too long')
  }
  const shortened = characters.slice(0, length).join('').trimEnd()
  holder[field] = shortened
  const identifier = body['unique_identifier']
  if (isObject(identifier) && identifier[field] === value) identifier[field] = shortened
  return [{ field, reason: `cut to ${length} characters: Freshsales takes no more`, value }]
}
