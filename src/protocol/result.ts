/**
 * The outcome of reading something that may be wrong. Expected failure is a value; the reason is a
 * sentence for a person, or a tagged object that the caller can tell apart.
 */
export type Result<T, Reason = string> = { ok: true; value: T } | Failure<Reason>

export interface Failure<Reason = string> {
  ok: false
  reason: Reason
}

export function succeed<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

export function fail<Reason>(reason: Reason): Failure<Reason> {
  return { ok: false, reason }
}
