import type { BatchFailure } from '../protocol/batch.ts'
import { REFUSAL_STATUS, type Refusal } from './collect/refusal.ts'

/** On every answer of the Worker; a page (the console) adds what it needs to the policy. */
export const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
} as const

/** A JSON answer that nobody caches, unless `headers` say otherwise. */
export function respondJson(
  body: object,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      ...SECURITY_HEADERS,
      ...headers,
    },
  })
}

export function respondRefusal(
  { code, message, retryAfterSeconds }: Refusal,
  headers: Record<string, string> = {},
): Response {
  const failure: BatchFailure = { success: false, error: { code, message } }
  const retryAfter = retryAfterSeconds ? { 'retry-after': String(retryAfterSeconds) } : {}
  return respondJson(failure, {
    status: REFUSAL_STATUS[code],
    headers: { ...retryAfter, ...headers },
  })
}
