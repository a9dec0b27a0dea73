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
