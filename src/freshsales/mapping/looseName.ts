import type { Json } from '../../protocol/event.ts'
import { isNothing, isObject } from '../../protocol/json.ts'

const ASCII = /^[ -~]*$/
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}.]/gu

/** All spellings of a name are one: `Lead Source`, `leadSource` and `lead_source`; also of one in Hindi, by all its signs. */
export function looseName(name: string): string {
  const composed = ASCII.test(name) ? name : name.normalize('NFC')
  return composed.toLowerCase().replace(BETWEEN_WORDS, '')
}

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
