import type { JsonObject } from './event.ts'
import { isFiller } from './isFiller.ts'

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Nothing was said: null, an empty or blank text, a number that is none, an empty list. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'number' && !Number.isFinite(value)
}

/** What programs and people write where they have nothing to say, in lower case. */
const WORDS: ReadonlySet<string> = new Set([
  'null',
  'undefined',
  'none',
  'nil',
  'nan',
  'n/a',
  'n.a.',
  'n.a',
  'n / a',
  '(null)',
  '(none)',
  '<null>',
  '[object object]',
  'not applicable',
  'not available',
  'not provided',
  'not set',
  '(not set)',
  '(not provided)',
])

/** Placeholders of templates that nobody filled in: `{{first_name}}`, `*|FNAME|*`, `${name}`, `[your-name]`. */
const PLACEHOLDER =
  /^(?:\{\{\{?[\w .|:'"()-]{1,60}\}?\}\}|[$#]?\{[\w.-]{1,40}\}|<%[^<>%]{0,60}%>|\[\[?[a-z]+[-_:][\w:.-]{1,40}\]?\]|\*\|[\w:,-]{1,40}\|\*|%%?[a-z_]{3,40}%%?)$/i

/** What a list of choices shows while none is made, in five languages; one word alone may be a name. */
const CHOOSE =
  /^(?:please|bitte|veuillez|por favor)? ?(?:select|choose|pick|wählen|auswählen|wähle|choisir|choisissez|sélectionner|sélectionnez|seleccione|selecciona|elija|elige|selecione|escolha)(?: (?:sie|an?|one|your|the|une?|una?|eine?|uma?|votre|su|tu))?(?: (?:option|value|country|state|answer|opción|opção|pays|land|país))?(?: aus)?$/iu

const DECORATION = /^[-–—.…*:\s]+|[-–—.…*:\s]+$/g

/** `Please select`, `-- Select --`, `Choose one…`. */
function isUnchosen(text: string): boolean {
  if (text.length > 40) return false
  const bare = text.replace(DECORATION, '')
  return (bare !== text || bare.includes(' ')) && CHOOSE.test(bare)
}

const SAYS_SOMETHING = /[\p{L}\p{N}\p{S}]/u

/** One letter of a script that writes a whole word with it is a name. */
const SINGLE = /^[^\p{Lo}]$/u

/** A text that says nothing: `null`, `N/A`, `none`, `-`, `...`, `{{first_name}}`, `-- Select --`. */
export function isNothing(value: unknown): boolean {
  if (isBlank(value)) return true
  if (typeof value !== 'string' || value.length > 200) return false
  const text = value.trim()
  if (!SAYS_SOMETHING.test(text) || isWord(text) || isUnchosen(text)) return true
  return text.split(/\s+/).every(isWord)
}

/** Also twice over: programs join a first and a last name that are not there. */
const isWord = (text: string) => WORDS.has(text.toLowerCase()) || PLACEHOLDER.test(text)

/** What people type where a number must be: `000000`, `+00 000`. */
const ZEROS = /^(?=.*0)[0\s\p{P}+]+$/u

/** Too little to take the place of a value that is there: nothing, a single character, zeros alone, `asdf`. */
export function isJunk(value: unknown): boolean {
  if (isNothing(value)) return true
  if (Array.isArray(value)) return value.every(isJunk)
  if (isObject(value)) return Object.values(value).every(isJunk)
  if (typeof value !== 'string') return false
  return SINGLE.test(value.trim()) || ZEROS.test(value) || isFiller(value.trim())
}
