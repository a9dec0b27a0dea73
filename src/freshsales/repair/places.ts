import type { JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Labels } from './labels.ts'
import { wordsOf } from './labels.ts'
import { mentionedField } from './mentioned.ts'

/** Where in a body a field stands. */
export interface Place {
  holder: JsonObject
  field: string
}

/** Every field of the record in a body, those of `custom_field` and of a lead's company and deal included. */
export function placesIn(body: JsonObject): Place[] {
  return Object.entries(body).flatMap(([key, record]) =>
    key === 'unique_identifier' || !isObject(record) ? [] : placesOf(record),
  )
}

function placesOf(holder: JsonObject): Place[] {
  return Object.entries(holder).flatMap(([field, value]) =>
    isObject(value) ? placesOf(value) : [{ holder, field }],
  )
}

/** The field that a text means: by its name, or else by the value that the text repeats. */
export function placeMeant(
  places: readonly Place[],
  text: string,
  labels: Labels = {},
): Place | undefined {
  const words = wordsOf(text)
  const first = places.filter((place) => begins(place, words))
  if (first.length === 1) return first[0]
  const field = mentionedField(
    text,
    places.map((place) => place.field),
    labels,
  )
  if (field !== undefined) return places.find((place) => place.field === field)
  const quoted = places.filter(({ holder, field: name }) => isRepeated(holder[name], words))
  return quoted.length === 1 ? quoted[0] : undefined
}

/** A shorter value may be a word of the text. */
const MIN_CHARACTERS = 3

/** `42 already exists.` begins with the value, which may hold the name of another field. */
function begins({ holder, field }: Place, words: string): boolean {
  const value = holder[field]
  const isPlain = typeof value === 'string' || typeof value === 'number'
  return isPlain && wordsOf(String(value)).length > 2 && words.startsWith(wordsOf(String(value)))
}

function isRepeated(value: unknown, words: string): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false
  const own = wordsOf(String(value))
  return own.trim().length >= MIN_CHARACTERS && words.includes(own)
}
