// Pure: what a sender wrote as an id in, whether it stands for anybody out.

/** Characters that nobody sees and that make two ids of one: zero-width, directional and the byte order mark. */
const INVISIBLE = /\p{Cf}/gu

/** What programs write where they know no id. Letters and digits only, in lower case. */
const WORDS: ReadonlySet<string> = new Set([
  'null',
  'nil',
  'undefined',
  'none',
  'nan',
  'na',
  'true',
  'false',
  'guest',
  'guestuser',
  'anonymous',
  'anonymoususer',
  'unknown',
  'notset',
  'notauthenticated',
  'notloggedin',
  'loggedout',
  'id',
  'userid',
  'distinctid',
  'anonymousid',
  'objectobject',
  'objectundefined',
  'objectnull',
])

/** The longest of them, spelled with separators. */
const LONGEST_WORD_CHARACTERS = 40

const ZEROES_AND_DASHES = /^[0\s\p{P}\p{S}]*$/u
const MINUS_ONE = /^[-\u2212]\s*1(?:[.,]0*)?$/

/** Placeholders of templates that nobody filled in: `{{user.id}}`, `${id}`, `<%= id %>`, `%USER_ID%`. */
const PLACEHOLDER = /^(?:\{\{?[^{}]*\}\}?|\$\{[^{}]*\}|<%.*%>|<\?.*\?>|\[\[.*\]\]|%\w+%)$/

/** Printable ASCII without a blank: nothing to clean. */
const PLAIN = /^[!-~]+$/

/** Not in any of the words. */
const DIGIT = /\p{N}/u

/** A long id with a digit in it is none of the words, and begins as no template does: nearly every id is this. */
const SOMEBODYS = /^[A-Za-z0-9][!-~]{7,}$/

/** An id without the characters that nobody sees, and without blanks around it. */
export function cleanId(id: string): string {
  if (PLAIN.test(id)) return id
  return id.replace(INVISIBLE, '').trim()
}

/**
 * Whether an id stands for nobody: `0`, `-1`, `null`, `guest` and the like, in any spelling. Taken for
 * an id, it would make one person of everybody.
 */
export function identifiesNobody(id: string): boolean {
  if (SOMEBODYS.test(id) && /[1-9]/.test(id)) return false
  const text = cleanId(id).normalize('NFKC')
  if (ZEROES_AND_DASHES.test(text) || MINUS_ONE.test(text)) return true
  if (text.length > LONGEST_WORD_CHARACTERS) return false
  if (PLACEHOLDER.test(text)) return true
  if (DIGIT.test(text)) return false
  return WORDS.has(text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
}
