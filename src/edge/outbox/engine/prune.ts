import { isObject } from '../../../protocol/json.ts'

/** Without these a part of a person's row means nothing. */
const NEEDED: ReadonlySet<string> = new Set(['value', 'url', 'name', 'title', 'key'])

/**
 * What is left of a row without the texts that are somebody's; undefined where nothing is left that
 * means anything. Names of values count as texts. Pure.
 */
export function prune(
  value: unknown,
  isTheirs: (text: string) => boolean,
  needed: ReadonlySet<string> = NEEDED,
): unknown {
  if (typeof value === 'string') return isTheirs(value) ? undefined : value
  if (Array.isArray(value))
    return value.map((each) => prune(each, isTheirs, needed)).filter((each) => each !== undefined)
  if (!isObject(value)) return value
  const kept: { [name: string]: unknown } = {}
  for (const [name, each] of Object.entries(value)) {
    const left = isTheirs(name) ? undefined : prune(each, isTheirs, needed)
    if (left !== undefined) kept[name] = left
    else if (each !== undefined && needed.has(name)) return undefined
  }
  return kept
}
