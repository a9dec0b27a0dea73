/** RFC 5321: 64 characters before the @, 254 in all. */
const MAX_EMAIL_CHARACTERS = 254
const MAX_LOCAL_CHARACTERS = 64

/** What mail servers take in practice; quoted local parts and bare IP addresses are typing errors on a web form. */
const EMAIL =
  /^[^\s\p{C}@"(),:;<>[\]\\]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+\p{L}[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}]$/u

/** The same for what nearly every address is made of, which is told ten times as fast. */
const ASCII_EMAIL =
  /^[^\s"(),:;<>@[\]\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/

/** `Ann Lee <ann@acme.example>`, as mail programs copy it. */
const IN_BRACKETS = /^[^<>]*<([^<>]+)>[\s.,;]*$/

/** In the widths that keyboards write it in. */
const AT = /[@\ufe6b\uff20]/

/** Nothing invisible and no blank, as addresses nearly always are. */
const PLAIN = /^[!-~]+$/

const SCHEME = /^mailto:([^?]*)/i

/** An e-mail address, clean and in lower case, or undefined. Of a list the first good one. */
export function toEmail(value: unknown): string | undefined {
  if (Array.isArray(value)) return firstEmail(value)
  if (typeof value !== 'string' || value.length > 2 * MAX_EMAIL_CHARACTERS) return undefined
  if (!AT.test(value)) return undefined
  const email = bareAddress(value)
  const at = email.indexOf('@')
  if (at < 1 || at > MAX_LOCAL_CHARACTERS || email.length > MAX_EMAIL_CHARACTERS) return undefined
  const local = email.slice(0, at)
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return undefined
  const isGood = PLAIN.test(email) ? ASCII_EMAIL.test(email) : EMAIL.test(email)
  return isGood ? email : undefined
}

/**
 * Without invisible characters; and as Latin keyboards write it, where a Japanese one gave
 * `ａｎｎ＠acme．example`.
 */
export const inLatin = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replaceAll('。', '.')

/** Without what is pasted along with an address: a display name, the end of a sentence. */
function bareAddress(text: string): string {
  const visible = PLAIN.test(text) ? text : inLatin(text).trim()
  const isBracketed = visible.includes('<')
  const inner = (isBracketed ? (IN_BRACKETS.exec(visible)?.[1] ?? visible) : visible).trim()
  const address = inner.includes(':') ? (SCHEME.exec(inner)?.[1] ?? inner) : inner
  return address.replace(/[.,;]{1,3}$/, '').toLowerCase()
}

function firstEmail(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const email = typeof value === 'string' ? toEmail(value) : undefined
    if (email !== undefined) return email
  }
  return undefined
}
