import type { Config } from '../settings/config.ts'
import { normalizeOrigin } from '../settings/origins.ts'
import { pass, refuse, type Step } from './refusal.ts'

/** Names of headers in a list. */
const HEADER_NAMES = /^[\w-]+(?:, ?[\w-]+)*$/

/** Chromium keeps a preflight for two hours at most. */
const PREFLIGHT_SECONDS = 7200

/**
 * Who asks: the origin of a page, or undefined for a caller that is no page.
 * Stops other sites, not scripts: those can claim any origin, and are met by the later steps.
 */
export function checkOrigin(request: Request, config: Config): Step<string | undefined> {
  const header = request.headers.get('origin')
  if (header === null) return pass(undefined)
  // As browsers write it; any other spelling takes the long way.
  if (config.allowedOrigins.has(header)) return pass(header)
  const origin = normalizeOrigin(header)
  const isOwn = origin !== undefined && origin === new URL(request.url).origin
  if (origin !== undefined && (isOwn || config.allowedOrigins.has(origin))) return pass(header)
  return refuse('origin_not_allowed', 'This origin is not in ALLOWED_ORIGINS.')
}

/** Lets the page of that origin read the answer; with credentials only where COOKIE_DOMAIN is set. */
export function corsHeaders(
  origin: string | undefined,
  { credentials = false }: { credentials?: boolean } = {},
): Record<string, string> {
  const headers = { vary: 'Origin', 'cross-origin-resource-policy': 'cross-origin' }
  if (origin === undefined) return headers
  return {
    ...headers,
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'Retry-After',
    ...(credentials && { 'access-control-allow-credentials': 'true' }),
  }
}

/**
 * Ours needs no preflight. Other vendors' libraries do, and invent headers from version to version
 * (`AnonymousId`, `SentAt`, `rsa-retry-attempt`), so all are allowed: none means anything here.
 */
export function answerPreflight(request: Request, origin: string | undefined): Response {
  const wanted = request.headers.get('access-control-request-headers') ?? ''
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(origin),
      'access-control-allow-methods': 'GET, POST',
      ...(HEADER_NAMES.test(wanted) && { 'access-control-allow-headers': wanted }),
      'access-control-max-age': String(PREFLIGHT_SECONDS),
    },
  })
}
