import type { JsonObject } from '../../protocol/event.ts'
import { isObject } from '../json.ts'
import { looseName } from '../mapping/looseName.ts'
import { LABELS } from './remedies.ts'

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

/** The field that a refusal means by an API name, by Rails' spelling of it (`MobileNumber`) or by its label. */
export function placeNamed(places: readonly Place[], name: string): Place | undefined {
  const wanted = essence(name)
  const label = LABELS.get(wanted)
  return (
    places.find(({ field }) => field === label) ??
    places.find(({ field }) => essence(field) === wanted)
  )
}

/** The only field whose name a text holds as whole words; of two candidates it is not known which is meant. */
export function placeMentioned(places: readonly Place[], text: string): Place | undefined {
  const words = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  const mentioned = places.filter(({ field }) => {
    const spelling = field.replace(/^cf_|_id$/g, '').replaceAll('_', ' ')
    return words.includes(` ${spelling} `) || words.includes(` ${field.replaceAll('_', ' ')} `)
  })
  return mentioned.length === 1 ? mentioned[0] : undefined
}

function essence(name: string): string {
  return looseName(name.replace(/^cf_|_id$/g, ''))
}
