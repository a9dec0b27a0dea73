import type { Json } from '../../protocol/event.ts'
import { isNothing } from '../../protocol/isJunk.ts'
import { isObject } from '../../protocol/json.ts'
import { looseName } from './looseName.ts'

/** The first value that says something under one of the names, in any spelling; the names in their order. */
export function valueNamed(traits: unknown, names: readonly string[]): Json | undefined {
  if (!isObject(traits)) return undefined
  let best: { value: Json; rank: number } | undefined
  for (const key in traits) {
    const value = traits[key]
    const rank = names.indexOf(looseName(key))
    if (rank < 0 || value === undefined || value === false || isNothing(value)) continue
    if (best === undefined || rank < best.rank) best = { value, rank }
  }
  return best?.value
}
