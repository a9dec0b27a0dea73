import { isObject } from '../../protocol/json.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import { toEmail } from '../../protocol/toEmail.ts'

/** Who a site's own server says the person is. */
export interface Claims {
  /** The userId. */
  sub?: string
  email?: string
}

/** What a token is checked against. */
export interface TokenCheck {
  secrets: readonly string[]
  /** Name of the source; a token that names an audience must name this one. */
  audience: string
  /** Epoch milliseconds. */
  now: number
}

/** Far above what a token with these claims needs. */
const MAX_TOKEN_CHARACTERS = 4096

/** Clocks of two servers are this far apart at most. */
const LEEWAY_SECONDS = 60

const HS256 = { name: 'HMAC', hash: 'SHA-256' } as const

/**
 * Reads a signed identity: a JWT, HS256 and nothing else, with `exp` and at least one of `sub` and
 * `email`. Two secrets may be valid at a time. https://www.rfc-editor.org/rfc/rfc7519
 */
export async function verifyToken(token: unknown, check: TokenCheck): Promise<Result<Claims>> {
  if (typeof token !== 'string' || token.length > MAX_TOKEN_CHARACTERS) return fail('is not a JWT')
  const [header, payload, signature, ...rest] = token.split('.')
  const parts = { header: parseJson(header), payload: parseJson(payload) }
  if (!parts.header || !parts.payload || !signature || rest.length > 0) return fail('is not a JWT')
  if (parts.header['alg'] !== 'HS256' || 'crit' in parts.header)
    return fail('must be signed with HS256')
  const isSigned = await isSignedByAny(
    check.secrets,
    `${header}.${payload}`,
    fromBase64Url(signature),
  )
  if (!isSigned) return fail('has a signature that does not match IDENTITY_SECRET')
  return readClaims(parts.payload, check)
}

/** Web Crypto compares in constant time. */
async function isSignedByAny(
  secrets: readonly string[],
  text: string,
  signature: Uint8Array | undefined,
): Promise<boolean> {
  if (!signature) return false
  const bytes = new TextEncoder().encode(text)
  for (const secret of secrets) {
    const raw = new TextEncoder().encode(secret)
    const key = await crypto.subtle.importKey('raw', raw, HS256, false, ['verify'])
    if (await crypto.subtle.verify(HS256, key, signature, bytes)) return true
  }
  return false
}

function readClaims(payload: Record<string, unknown>, check: TokenCheck): Result<Claims> {
  const { exp, nbf, aud, sub, email } = payload
  const now = check.now / 1000
  if (typeof exp !== 'number') return fail('must say when it ends: "exp", in seconds')
  if (exp + LEEWAY_SECONDS <= now) return fail('has expired; fetch a new one')
  if (typeof nbf === 'number' && nbf - LEEWAY_SECONDS > now) return fail('is not valid yet ("nbf")')
  if (aud !== undefined && ![aud].flat().includes(check.audience)) {
    return fail('is meant for another source ("aud")')
  }
  const address = toEmail(email)
  const claims: Claims = {
    ...(typeof sub === 'string' && sub !== '' && { sub }),
    ...(address !== undefined && { email: address }),
  }
  return claims.sub || claims.email
    ? succeed(claims)
    : fail('must name "sub" (the userId) or "email"')
}

function parseJson(part: string | undefined): Record<string, unknown> | undefined {
  const bytes = fromBase64Url(part ?? '')
  if (!bytes) return undefined
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return isObject(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
