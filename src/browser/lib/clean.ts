import { attempt } from './attempt.ts'

/** What the edge takes of one event. */
const DEEPEST = 8
const MOST_KEYS = 200

/** Half of a character that takes two, as `name.slice(0, 4)` leaves of an emoji. */
const HALF_CHARACTER = /\p{Surrogate}/gu

interface Limits {
  /** Characters of a text; what is longer is cut. */
  longest: number
  /** How many keys there is still room for. */
  keys: number
}

/**
 * A copy of whatever a page hands over, as JSON that the edge takes: a value that cannot be told (an
 * element, a getter that throws, a circle) falls away and takes nothing along.
 */
export const clean = <T>(value: T, longest = Infinity): T =>
  copy(value, { longest, keys: MOST_KEYS }, []) as T

const copy = (value: unknown, limits: Limits, within: unknown[]): unknown => {
  if (typeof value === 'bigint') return `${value}`
  if (typeof value === 'string')
    return value.slice(0, limits.longest).replace(HALF_CHARACTER, '\ufffd')
  if (typeof value !== 'object' || !value) return /^[fs]/.test(typeof value) ? undefined : value
  return attempt(() => copyObject(value as Record<string, unknown>, limits, within))
}

const copyObject = (value: Record<string, unknown>, limits: Limits, around: unknown[]): unknown => {
  const { nodeType, toISOString, toJSON } = value as Partial<Date & Node>
  const within = [...around, value]
  if (around.includes(value) || around[DEEPEST] || nodeType || value['window'] === value)
    return undefined
  // Intentionally not `toJSON`, which old libraries replace for all dates and lists.
  if (toISOString) return toISOString.call(value)
  if (Array.isArray(value)) return value.map((item) => copy(item, limits, within))
  if (toJSON && toJSON !== ({} as Partial<Date>).toJSON)
    return copy((value as unknown as Date).toJSON(), limits, within)
  const result: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    if (limits.keys-- <= 0) break
    const item = attempt(() => copy(value[key], limits, within))
    if (item !== undefined) result[key] = item
  }
  return result
}
