import type { Json, JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Call } from '../api/call.ts'
import type { RefusedError } from '../api/errors.ts'
import type { Problem } from '../change.ts'
import type { Labels } from './labels.ts'
import { type Place, placeMeant, placesIn } from './places.ts'
import { INDISPENSABLE, PAIRED, REMEDIES } from './remedies.ts'
import { withAmount } from './withAmount.ts'

export interface Repair {
  /** The call without what Freshsales objected to. */
  call: Call
  problems: Problem[]
}

/** Lengths to try where the account's own is not known: paragraph, short text, and below. */
const LENGTHS = [800, 255, 100, 40] as const

/** A refusal that names a field does so at its beginning. */
const MAX_MESSAGE_CHARACTERS = 500

export interface KnownFields {
  /** The lengths that fields are known to have. */
  lengths?: { readonly [field: string]: number }
  /** What the account calls its fields. */
  labels?: Labels
}

/**
 * Repairs a refused record, so that one bad field costs that field and not the lead. Undefined when
 * no field is to blame that could be spared, or none is recognised: then `bisect` finds it.
 */
export function repair(
  call: Call,
  error: RefusedError,
  known: KnownFields = {},
): Repair | undefined {
  if (call.body === undefined || call.method === 'GET') return undefined
  const body = structuredClone(call.body)
  const problems = error.messages.flatMap((message) =>
    repairOne(body, message.slice(0, MAX_MESSAGE_CHARACTERS), known),
  )
  const isEmptied = problems.length > 0 && placesIn(body).length === 0
  return problems.length === 0 || isEmptied
    ? undefined
    : { call: withAmount({ ...call, body }), problems }
}

function repairOne(
  body: JsonObject,
  message: string,
  { lengths = {}, labels }: KnownFields,
): Problem[] {
  const places = placesIn(body)
  const known = REMEDIES.find(({ pattern }) => pattern.test(message))
  if (known?.remedy === 'keep') return []
  const place =
    places.find(({ field }) => field === known?.field) ?? placeMeant(places, message, labels)
  if (place === undefined) return []
  return known?.remedy === 'truncate' ? truncate(body, place, lengths) : drop(place, message)
}

/** Leaves a field out, and what would mean something else without it. */
function drop({ holder, field }: Place, message: string): Problem[] {
  const value = holder[field]
  if (INDISPENSABLE.has(field) || value === undefined) return []
  delete holder[field]
  const reason = `left out: Freshsales said ${JSON.stringify(message)}`
  const paired = PAIRED[field]
  const others = paired === undefined ? [] : drop({ holder, field: paired }, message)
  return [{ field, reason, value }, ...others]
}

function truncate(
  body: JsonObject,
  { holder, field }: Place,
  lengths: { readonly [field: string]: number },
): Problem[] {
  const value: Json | undefined = holder[field]
  const characters = typeof value === 'string' ? [...value] : []
  const length = lengths[field] ?? LENGTHS.find((shorter) => shorter < characters.length)
  if (value === undefined || length === undefined || length >= characters.length) {
    return value === undefined ? [] : drop({ holder, field }, 'too long')
  }
  const shortened = characters.slice(0, length).join('').trimEnd()
  holder[field] = shortened
  const identifier = body['unique_identifier']
  if (isObject(identifier) && identifier[field] === value) identifier[field] = shortened
  return [{ field, reason: `cut to ${length} characters: Freshsales takes no more`, value }]
}
