import { attempt } from './attempt.ts'

/** What the edge takes of one event. */
const DEEPEST = 8
const MOST_KEYS = 200

/** Half of a character that takes two, as `name.slice(0, 4)` leaves of an emoji. */
const HALF_CHARACTER = /[\ud800-\udfff]/gu

/**
 * A copy of whatever a page hands over, as JSON that the edge takes: a value that cannot be told (an
 * element, a getter that throws, a circle) falls away and takes nothing along. Longer texts are cut.
 */
export const clean = <T>(given: T, longest = Infinity): T => {
  let room = MOST_KEYS

  const copy = (value: unknown, around: unknown[]): unknown => {
    const kind = typeof value
    if (kind === 'bigint') return `${value}`
    if (kind === 'string')
      return (value as string).slice(0, longest).replace(HALF_CHARACTER, '\ufffd')
    if (kind !== 'object' || !value) return /^[fs]/.test(kind) ? undefined : value
    return attempt(() => copyObject(value as Record<string, unknown>, around))
  }

  const copyObject = (value: Record<string, unknown>, around: unknown[]): unknown => {
    const { nodeType, toISOString, toJSON } = value as Partial<Date & Node>
    const within = [...around, value]
    if (around.includes(value) || around[DEEPEST] || nodeType || value['window'] === value)
      return undefined
    // Intentionally not `toJSON`, which old libraries replace for all dates and lists.
    if (toISOString) return toISOString.call(value)
    if (Array.isArray(value)) return value.map((item) => copy(item, within))
    if (toJSON && toJSON !== ({} as Partial<Date>).toJSON)
      return copy((value as unknown as Date).toJSON(), within)
    const result: Record<string, unknown> = {}
    for (const key of Object.keys(value)) {
      if (room-- <= 0) break
      const item = attempt(() => copy(value[key], within))
      if (item !== undefined) result[key] = item
    }
    return result
  }

  return copy(given, []) as T
}
