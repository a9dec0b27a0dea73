/** Why a request or an event is refused, and the HTTP status that says so. */
export const REFUSAL_STATUS = {
  not_json: 400,
  wrong_shape: 400,
  invalid_event: 400,
  bad_encoding: 400,
  unknown_write_key: 401,
  invalid_identity: 401,
  unsigned_identity: 401,
  wrong_admin_token: 401,
  wrong_signature: 401,
  origin_not_allowed: 403,
  server_key_in_browser: 403,
  event_type_not_allowed: 403,
  console_shut: 403,
  consent_refused: 403,
  not_found: 404,
  method_not_allowed: 405,
  too_slow: 408,
  too_large: 413,
  unsupported_encoding: 415,
  too_many_events: 429,
  too_many_tries: 429,
  configuration: 503,
  not_stored: 503,
  internal: 503,
} as const

export type RefusalCode = keyof typeof REFUSAL_STATUS

/** A refusal says what is wrong and what to do, naming the field; never a secret, never CRM data. */
export interface Refusal {
  code: RefusalCode
  message: string
  retryAfterSeconds?: number
}

/** What a step hands to the next one, or why there is no next one. */
export type Step<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export function pass<T>(value: T): Step<T> {
  return { ok: true, value }
}

export function refuse(
  code: RefusalCode,
  message: string,
  retryAfterSeconds?: number,
): { ok: false; refusal: Refusal } {
  const refusal = { code, message }
  return { ok: false, refusal: retryAfterSeconds ? { ...refusal, retryAfterSeconds } : refusal }
}
