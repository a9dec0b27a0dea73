import { isObject } from '../../../protocol/json.ts'

/** A copy in which no text is longer than this, however deep it stands. Pure. */
export function cutTexts<Value>(value: Value, characters: number): Value {
  return cut(value, characters) as Value
}

function cut(value: unknown, characters: number): unknown {
  if (typeof value === 'string')
    return value.length > characters ? `${value.slice(0, characters)}…` : value
  if (Array.isArray(value)) return value.map((each) => cut(each, characters))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name.slice(0, characters), cut(each, characters)]),
  )
}
