import { isObject } from '../../../freshsales/json.ts'

/** The parts of a row that this version knows; the compiler asks for each. */
export type KnownParts<Row> = { readonly [part in keyof Required<Row>]: true }

/**
 * Two rows become one: what a later version wrote into `from` goes along, although it means nothing
 * here. Lists are joined, of two records each name is kept, and where both hold something else
 * `into` keeps its own.
 */
export function carryUnknown<Row extends object>(
  into: Row,
  from: Row,
  known: KnownParts<Row>,
): void {
  const parts = into as { [part: string]: unknown }
  for (const [name, theirs] of Object.entries(from))
    if (!Object.hasOwn(known, name)) parts[name] = join(parts[name], theirs)
}

function join(ours: unknown, theirs: unknown): unknown {
  if (ours === undefined) return theirs
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    const there = new Set(ours.map((each) => JSON.stringify(each)))
    return [...ours, ...theirs.filter((each) => !there.has(JSON.stringify(each)))]
  }
  return isObject(ours) && isObject(theirs) ? { ...theirs, ...ours } : ours
}
