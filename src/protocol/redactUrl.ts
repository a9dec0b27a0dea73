// Pure: an address in, the same without its secrets out.

import { isLinkParameter } from './crmLink.ts'

/** Words that say of a parameter, or of the part of a path behind them, that it is for one pair of eyes. */
const SECRET_WORDS: ReadonlySet<string> = new Set([
  'token',
  'jwt',
  'code',
  'otp',
  'pin',
  'key',
  'apikey',
  'password',
  'passwd',
  'passphrase',
  'pass',
  'pwd',
  'secret',
  'session',
  'sessionid',
  'sid',
  'phpsessid',
  'jsessionid',
  'auth',
  'authorization',
  'credential',
  'credentials',
  'sig',
  'signature',
  'hmac',
  'nonce',
  'ticket',
  'otc',
  'email',
  'mail',
  'phone',
  'ssn',
  'fse',
])

/** Parts of a path behind which a secret stands: `/reset/…`, `/invite/…`. */
const SECRET_STEPS: ReadonlySet<string> = new Set([
  ...['reset', 'invite', 'invitation', 'invitations', 'verify', 'verification', 'confirm'],
  ...['confirmation', 'activate', 'activation', 'unsubscribe', 'magic', 'recover', 'recovery'],
])

/** Stands where a part of a path was. */
const REDACTED = 'redacted'

/** What advertising systems and mailings add is for the CRM, however it looks: campaign names, click ids. */
const MARKETING =
  /^(?:utm_\w+|\w*cl?k?id|\w*clickid|\w*braid|li_fat_id|rdt_cid|_gl|gad_source|mc_[ce]id|_hs\w+)$/i

const EMAIL = /[^\s/?#&=:@](?:@|%40)[^\s/?#&=@]{1,190}\.[a-z]/i
const holdsEmail = (text: string) =>
  (text.includes('@') || text.includes('%40')) && EMAIL.test(text)
const JWT = /^[\w-]{8,}\.[\w-]{8,}\.[\w-]*$/
const HEX = /^[0-9a-f]{24,}$/i

/** Letters and digits mixed at this length are no word that a person wrote. */
const RANDOM_CHARACTERS = 20

/** Beyond this an address tells nothing, and is there to keep us busy. */
const MAX_URL_CHARACTERS = 2048
const MAX_STEPS = 24

/** Most addresses hold nothing of the kind, and are not taken apart. */
const MAY_BE_SECRET = new RegExp(
  `[?#@%]|[\\w~+=-]{${RANDOM_CHARACTERS}}|${[...SECRET_WORDS, ...SECRET_STEPS].join('|')}`,
  'i',
)

/** An address without user, and without what is secret in its path, its query and its fragment. */
export function redactUrl(address: string): string {
  const url = address.slice(0, MAX_URL_CHARACTERS)
  if (!MAY_BE_SECRET.test(url)) return url
  const [before, fragment] = cut(url, '#')
  return redactSteps(before) + (fragment ? redactFragment(fragment) : '')
}

/** A query alone, with or without its question mark. */
export function redactSearch(query: string): string {
  const search = query.slice(0, MAX_URL_CHARACTERS)
  const isMarked = search.startsWith('?')
  const kept = redactQuery(isMarked ? search.slice(1) : search)
  return kept !== '' && isMarked ? `?${kept}` : kept
}

/** `#/reset?token=…` is a page of its own, `#access_token=…` a query. */
function redactFragment(fragment: string): string {
  if (fragment.includes('?') || !fragment.includes('=')) return `#${redactSteps(fragment)}`
  const kept = redactQuery(fragment)
  return kept && `#${kept}`
}

/** A path and its query. */
function redactSteps(text: string): string {
  const [path, query = ''] = cut(text, '?')
  const kept = redactQuery(query)
  return redactPath(path) + (kept && `?${kept}`)
}

/** What stands before the first mark, and what behind it. */
function cut(text: string, mark: string): [before: string, behind?: string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

function redactQuery(query: string): string {
  return query
    .split(/[&;]/)
    .filter((pair) => {
      const [name, value = ''] = cut(pair, '=')
      return pair !== '' && !isSecretPair(decode(name), decode(value))
    })
    .join('&')
}

function isSecretPair(name: string, value: string): boolean {
  if (holdsEmail(name) || holdsEmail(value) || isLinkParameter(name)) return true
  if (MARKETING.test(name)) return false
  return wordsIn(name).some((word) => SECRET_WORDS.has(word)) || looksSecret(value)
}

function redactPath(path: string): string {
  const [start = ''] = /^(?:[a-z][\w+.-]*:)?\/\/[^/]*/i.exec(path) ?? []
  let isBehindSecret = false
  const steps = path
    .slice(start.length)
    .split('/', MAX_STEPS)
    .map((step) => {
      const text = decode(step)
      const isSecret =
        (isBehindSecret && step !== '' && !isWord(text)) || holdsEmail(text) || looksSecret(text)
      // A word behind a secret step is no secret, and what comes behind it may be one.
      if (step !== '')
        isBehindSecret ||=
          isSecret || wordsIn(text).some((word) => SECRET_WORDS.has(word) || SECRET_STEPS.has(word))
      return isSecret ? REDACTED : step
    })
  return start.replace(/\/\/[^/]*@/, '//') + steps.join('/')
}

/** A part of a path that a person wrote: letters, and at most one hyphen after another. */
function isWord(text: string): boolean {
  return /^[\p{L}]+(?:[-_][\p{L}]+)*(?:\.[a-z]+)?$/u.test(text)
}

function looksSecret(text: string): boolean {
  if (text.length < RANDOM_CHARACTERS) return false
  if (JWT.test(text) || HEX.test(text)) return true
  return /^[\w~+=-]+$/.test(text) && text.split(/[-_]/).some(isRandom)
}

function isRandom(part: string): boolean {
  return part.length >= RANDOM_CHARACTERS && /\d/.test(part) && /[a-z]/i.test(part)
}

const ONE_WORD = /^[a-z0-9]*$/

/** `resetToken`, `reset_token` and `RESET-TOKEN` are two words each. */
function wordsIn(name: string): string[] {
  if (ONE_WORD.test(name)) return [name]
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
}

function decode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
