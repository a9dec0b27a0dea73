import { isObject } from '../../../protocol/json.ts'

/**
 * Two rows become one: what a later version wrote into `from` goes along, although it means nothing
 * here. Lists are joined, of two records each name is kept, and where both hold something else
 * `into` keeps its own.
 */
export function carryUnknown<Row extends object>(
  into: Row,
  from: Row,
  isKnown: (part: string) => boolean,
): void {
  const parts = into as { [part: string]: unknown }
  for (const [name, theirs] of Object.entries(from))
    if (!isKnown(name)) parts[name] = join(parts[name], theirs)
}

function join(ours: unknown, theirs: unknown): unknown {
  if (ours === undefined) return theirs
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    const there = new Set(ours.map((each) => JSON.stringify(each)))
    return [...ours, ...theirs.filter((each) => !there.has(JSON.stringify(each)))]
  }
  return isObject(ours) && isObject(theirs) ? { ...theirs, ...ours } : ours
}
