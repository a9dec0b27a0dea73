/**
 * What a text about a field is brought to before tables look at it: words in small letters, without
 * accents, one blank between them. `firstName`, `first_name` and `First-Name` become `first name`.
 */
export const wordsOf = (text: unknown): string =>
  `${text ?? ''}`
    .slice(0, 300)
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
