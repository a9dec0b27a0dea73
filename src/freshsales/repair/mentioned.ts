import { type Labels, namesOf, wordsOf } from './labels.ts'

interface Mention {
  field: string
  from: number
  to: number
}

/**
 * The field that a text means, of those given, by any name it may have in any of the languages. The
 * longest name counts ("mobile number" is no "number"); of several fields the one that the text
 * begins with; else it is not known which is meant.
 */
export function mentionedField(
  text: string,
  fields: readonly string[],
  labels: Labels = {},
): string | undefined {
  const words = wordsOf(text).replace(OPENING, ' ')
  const mentions = [...new Set(fields)].flatMap((field) =>
    namesOf(field, labels[field]).flatMap((name) => mentionOf(words, name, field)),
  )
  const outermost = mentions.filter(
    (one) => !mentions.some((other) => isInside(one, other) && other.field !== one.field),
  )
  const meant = new Set(outermost.map(({ field }) => field))
  if (meant.size <= 1) return outermost[0]?.field
  const leading = new Set(outermost.filter(({ from }) => from === 0).map(({ field }) => field))
  return leading.size === 1 ? [...leading][0] : undefined
}

/** `The type for Deal stage is invalid.` is not about a field called Type. */
const OPENING = /^ (?:the|el|der|le|o) (?:type|value|tipo|valor|typ) (?:for|of|de|von) /

function mentionOf(words: string, name: string, field: string): Mention[] {
  const from = words.indexOf(name)
  return from < 0 ? [] : [{ field, from, to: from + name.length }]
}

function isInside(one: Mention, other: Mention): boolean {
  const isLonger = other.to - other.from > one.to - one.from
  return isLonger && other.from <= one.from && other.to >= one.to
}
