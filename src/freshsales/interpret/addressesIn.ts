import { isObject } from '../../protocol/json.ts'
import { toEmail } from '../../protocol/toEmail.ts'

/** Under which names the entries of a list hold an address, in SCIM, Google's and Clerk's profiles. */
const OF_AN_ENTRY = ['value', 'address', 'email', 'emailAddress', 'email_address'] as const

/** What parts the addresses of a text; a line break is none of it, for that is how headers are forged. */
const SEPARATORS = [/[,;|/]/, / +/]

/** Longer than two addresses at their longest is no field of a form. */
const MAX_CHARACTERS = 600

/**
 * All e-mail addresses of a value: a text, several in one text, or a list of texts or entries, of which
 * the primary one goes first. A text that is more than its addresses has none.
 */
export function addressesIn(value: unknown): string[] {
  if (!Array.isArray(value)) return addressesOfOne(value)
  return [...value.filter(isPrimary), ...value.filter((entry) => !isPrimary(entry))].flatMap(
    addressesOfOne,
  )
}

const isPrimary = (entry: unknown): boolean =>
  isObject(entry) && (entry['primary'] === true || entry['is_primary'] === true)

function addressesOfOne(given: unknown): string[] {
  const text = isObject(given) ? OF_AN_ENTRY.map((name) => given[name]).find(isText) : given
  if (!isText(text)) return []
  const email = text.indexOf('@') === text.lastIndexOf('@') ? toEmail(text) : undefined
  return email === undefined ? (addressesInText(text) ?? []) : [email]
}

const isText = (value: unknown): value is string => typeof value === 'string'

function addressesInText(text: string): string[] | undefined {
  const bare = text.trim().replace(/^(['"“‘`])(.*)['"”’`]$/, '$2')
  if (bare.length > MAX_CHARACTERS) return undefined
  for (const separator of SEPARATORS) {
    const parts = bare.split(separator).filter((part) => part.trim() !== '')
    const emails = parts.flatMap((part) => toEmail(part) ?? [])
    if (emails.length === parts.length && emails.length > 0) return emails
  }
  return undefined
}
