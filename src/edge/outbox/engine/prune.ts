import { isObject } from '../../../protocol/json.ts'

/** Without these a part of a row means nothing. */
const NEEDED: ReadonlySet<string> = new Set(['value', 'url', 'name', 'title', 'key'])

/**
 * What is left of a row without the texts that are somebody's; undefined where nothing is left that
 * means anything. Names of values count as texts. Pure.
 */
export function prune(value: unknown, isTheirs: (text: string) => boolean): unknown {
  if (typeof value === 'string') return isTheirs(value) ? undefined : value
  if (Array.isArray(value))
    return value.map((each) => prune(each, isTheirs)).filter((each) => each !== undefined)
  if (!isObject(value)) return value
  const kept: { [name: string]: unknown } = {}
  for (const [name, each] of Object.entries(value)) {
    const left = isTheirs(name) ? undefined : prune(each, isTheirs)
    if (left !== undefined) kept[name] = left
    else if (each !== undefined && NEEDED.has(name)) return undefined
  }
  return kept
}
