import type { Fields } from '../change.ts'
import { plain } from '../timeline/plain.ts'
import type { Word } from '../word.ts'

/** Longer than a person writes about a call. */
const MAX_CHARACTERS = 2_000

/** What Freshsales shows as it is; the others are names of things that it has. */
const TEXTS = ['title', 'notes', 'location', 'latitude', 'longitude'] as const

/** An activity's texts made harmless as HTML, unless a server wrote them: they are shown on the timeline. */
export function plainTexts(fields: Fields, { provenance }: Word): Fields {
  if (provenance === 'server') return fields
  const texts: Fields = {}
  for (const name of TEXTS) {
    const text = fields[name]
    if (typeof text === 'string') texts[name] = plain(text, MAX_CHARACTERS)
  }
  return { ...fields, ...texts }
}
