/** The outcome of reading something that may be wrong. Expected failure is a value, with a reason for a person. */
export type Result<T> = { ok: true; value: T } | { ok: false; reason: string }

export function succeed<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function fail(reason: string): { ok: false; reason: string } {
  return { ok: false, reason }
}
