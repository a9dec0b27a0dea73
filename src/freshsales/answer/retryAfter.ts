/** When nothing usable is said. A quota is counted by the hour, so a minute loses little. */
const DEFAULT_SECONDS = 60

/** A longer wait is asked again after the hour that the quota is counted by. */
const MAX_SECONDS = 3600

/** `Retry-After` in seconds, from whole seconds or an HTTP date; never less than 1, never more than an hour. */
export function retryAfterSeconds(header: string | null, now: number): number {
  const text = header?.trim() ?? ''
  const seconds = /^\d+$/.test(text) ? Number(text) : secondsUntil(text, now)
  return Math.min(Math.max(Math.ceil(seconds), 1), MAX_SECONDS)
}

function secondsUntil(text: string, now: number): number {
  // "-1" and "1e3" are dates to Date.parse; an HTTP date begins with the name of a day.
  const date = /^[a-z]{3,9},? /i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? DEFAULT_SECONDS : (date - now) / 1000
}
