import type { Fields } from '../change.ts'
import type { Word } from '../word.ts'

const HTML: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
])

/** A visitor's text in one line of at most so many characters, harmless as HTML. */
export function plain(text: string, maxCharacters: number): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  const characters = [...line]
  const short =
    characters.length > maxCharacters ? `${characters.slice(0, maxCharacters - 1).join('')}…` : line
  return short.replace(/[&<>"]/g, (character) => HTML.get(character) ?? character)
}

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
