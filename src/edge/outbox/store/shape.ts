import { isObject } from '../../../protocol/json.ts'

/**
 * Whether a value has a shape. Intentionally not valibot: a person's row is read several times for
 * each call, and there this takes a third of the time.
 */
export type Shape = (value: unknown) => boolean

export const isNumber: Shape = (value) => typeof value === 'number'
export const isText: Shape = (value) => typeof value === 'string'
export const isFlag: Shape = (value) => typeof value === 'boolean'

export const optional =
  (is: Shape): Shape =>
  (value) =>
    value === undefined || is(value)

export const listOf =
  (is: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every((each) => is(each))

export const byNameOf =
  (is: Shape): Shape =>
  (value) => {
    if (!isObject(value)) return false
    for (const name of Object.keys(value)) if (!is(value[name])) return false
    return true
  }

/** With at least these parts. */
export function withParts(parts: { [part: string]: Shape }): Shape {
  const checks = Object.entries(parts)
  return (value) => isObject(value) && checks.every(([name, is]) => is(value[name]))
}
