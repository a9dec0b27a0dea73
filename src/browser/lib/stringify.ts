import { attempt } from './attempt.ts'

/** What the edge takes of one event. */
const DEEPEST = 9
const MOST_KEYS = 200

/** Half of a character that takes two, as `name.slice(0, 4)` leaves of an emoji. */
const HALF_CHARACTER = /\p{Surrogate}/gu

/**
 * JSON, whatever old libraries have made of `toJSON` for all lists, objects and dates. With `longest`
 * also of whatever a page hands over, as the edge takes it: a value that cannot be told (an element, a
 * circle, a getter that throws) falls away and takes nothing along, and texts are cut.
 */
export const stringify = (given: unknown, longest?: number): string => {
  const paths = new Map<unknown, unknown[]>()
  let keys = 0
  return JSON.stringify(given, function (this: Record<string, unknown>, key: string) {
    let value = this[key] as Partial<Date & Node> | undefined
    if (!longest) return value
    const path = paths.get(this) ?? []
    const isList = Array.isArray(value)
    if (path.includes(value) || value?.nodeType || path[DEEPEST]) return
    if (!Array.isArray(this) && keys++ > MOST_KEYS) return
    if (typeof value === 'bigint') return `${value}`
    if (typeof value === 'object' && value && !isList) {
      if (value.toISOString) return attempt(() => value?.toISOString?.())
      if (value.toJSON !== ({} as Partial<Date>).toJSON)
        value = attempt(() => value?.toJSON?.()) as unknown as typeof value
    }
    if (typeof value === 'string')
      return (value as string).slice(0, longest).replace(HALF_CHARACTER, '\ufffd')
    // A copy, since a circle of originals would end it all.
    const copy =
      typeof value === 'object' && value
        ? attempt(() => (isList ? [...(value as never)] : { ...value }))
        : value
    if (typeof value === 'object') paths.set(copy, [...path, value])
    return copy
  })
}
