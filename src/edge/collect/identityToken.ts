import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import { DAY_MS, SECOND_MS } from '../../protocol/time.ts'
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
  /** Names of sources; a token that names an audience must name one of these. */
  audiences: readonly string[]
  /** More than one source takes tokens, so each must say for which it is. */
  isAudienceRequired: boolean
  /** Epoch milliseconds. */
  now: number
}

/** Far above what a token with these claims needs. */
const MAX_TOKEN_CHARACTERS = 4096

/** Clocks of two servers are this far apart at most. */
const LEEWAY_SECONDS = 60

/** As long as a browser keeps an event; a token for ever could never be taken back. */
const MAX_LIFE_SECONDS = (31 * DAY_MS) / SECOND_MS

/** A page has one token, and another after a renewal. More different ones in a request are an attack on our CPU. */
const MAX_TOKENS_PER_REQUEST = 5

const NOT_A_JWT = fail('is not a JWT')

/** Checks the tokens of one request, each once, however many events carry it. */
export function createIdentityTokenVerifier(
  check: TokenCheck,
): (token: unknown) => Promise<Result<Claims>> {
  const results = new Map<string, Promise<Result<Claims>>>()
  return async (token) => {
    if (typeof token !== 'string' || token.length > MAX_TOKEN_CHARACTERS) return NOT_A_JWT
    const known = results.get(token)
    if (known) return known
    if (results.size >= MAX_TOKENS_PER_REQUEST) {
      return fail(`is one too many: send at most ${MAX_TOKENS_PER_REQUEST} in one request`)
    }
    const result = verifyToken(token, check)
    results.set(token, result)
    return result
  }
}

/**
 * Reads a signed identity: a JWT, HS256 and nothing else, with `exp` and at least one of `sub` and
 * `email`. Two secrets may be valid at a time. https://www.rfc-editor.org/rfc/rfc7519
 */
async function verifyToken(token: string, check: TokenCheck): Promise<Result<Claims>> {
  try {
    const { alg, crit } = decodeProtectedHeader(token)
    if (alg !== 'HS256' || crit !== undefined) return fail('must be signed with HS256')
  } catch {
    return NOT_A_JWT
  }
  for (const secret of check.secrets) {
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms: ['HS256'],
        clockTolerance: LEEWAY_SECONDS,
        currentDate: new Date(check.now),
        requiredClaims: ['exp'],
      })
      return readClaims(payload, check)
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) return fail(reasonOf(error))
    }
  }
  return fail('has a signature that does not match IDENTITY_SECRET')
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'has expired; fetch a new one'
  const claim = error instanceof errors.JWTClaimValidationFailed ? error.claim : undefined
  if (claim === 'exp') return 'must say when it ends: "exp", in seconds'
  if (claim === 'nbf') return 'is not valid yet ("nbf")'
  return NOT_A_JWT.reason
}

function readClaims({ exp, aud, sub, email }: JWTPayload, check: TokenCheck): Result<Claims> {
  if ((exp ?? 0) > check.now / 1000 + MAX_LIFE_SECONDS + LEEWAY_SECONDS) {
    return fail('ends too late ("exp"): a token may live for 31 days')
  }
  if (aud === undefined && check.isAudienceRequired) {
    return fail(`must say which source it is for: "aud": ${JSON.stringify(check.audiences[0])}`)
  }
  if (aud !== undefined && ![aud].flat().some((name) => check.audiences.includes(name))) {
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
