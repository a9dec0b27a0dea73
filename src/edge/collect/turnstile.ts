import { isObject } from '../../protocol/json.ts'
import { nameError } from '../outbox/journal/log.ts'

/** https://developers.cloudflare.com/turnstile/get-started/server-side-validation/ */
const SITEVERIFY_URL = 'https://challenges.cloudflare.com/turnstile/v0/siteverify'
const MAX_TOKEN_CHARACTERS = 2048
const TIMEOUT_MS = 5_000

/** More tokens in one request are an attack on our number of subrequests; the rest counts as unproven. */
const MAX_CHECKS_PER_REQUEST = 3

export interface TurnstileOptions {
  secret: string
  /** Hosts on which the visitor may have solved the challenge. */
  hostnames: ReadonlySet<string>
  address: string | undefined
  fetch: typeof fetch
}

/** Whether a token proves that a person entered this address. */
export type IsHuman = (token: unknown, email: string) => Promise<boolean>

/**
 * Checks the tokens of one request. A token vouches for one lead: for the first address that comes with
 * it, however many events carry both, and for no other.
 */
export function createTurnstile(options: TurnstileOptions): IsHuman {
  const verdicts = new Map<string, { email: string; verdict: Promise<boolean> }>()
  const proven = new Set<string>()
  return async (token, email) => {
    if (proven.has(email)) return true
    if (typeof token !== 'string' || token === '' || token.length > MAX_TOKEN_CHARACTERS)
      return false
    const known = verdicts.get(token)
    if (known?.email === email) return known.verdict
    if (known || verdicts.size >= MAX_CHECKS_PER_REQUEST) return false
    const verdict = isSolved(token, email, options)
    verdicts.set(token, { email, verdict })
    if (await verdict) proven.add(email)
    return verdict
  }
}

/** Fails closed: a lead that cannot be checked is held for review, not lost. */
async function isSolved(token: string, email: string, options: TurnstileOptions): Promise<boolean> {
  try {
    const response = await options.fetch(SITEVERIFY_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        secret: options.secret,
        response: token,
        remoteip: options.address,
        idempotency_key: await idempotencyKey(token, email),
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'manual',
    })
    const answer: unknown = await response.json()
    return (
      isObject(answer) &&
      answer['success'] === true &&
      isOneOf(answer['hostname'], options.hostnames)
    )
  } catch (error) {
    console.error(JSON.stringify({ event: 'turnstile_failed', error: nameError(error) }))
    return false
  }
}

function isOneOf(hostname: unknown, hostnames: ReadonlySet<string>): boolean {
  return typeof hostname === 'string' && hostnames.has(hostname)
}

/**
 * A token may be spent once, but a batch is sent again after a lost answer: the same key, the same
 * verdict. With another address the key is another, and Cloudflare says that the token was spent.
 */
async function idempotencyKey(token: string, email: string): Promise<string> {
  const digest = new Uint8Array(
    await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${token} ${email}`)),
  )
  const hex = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
}
