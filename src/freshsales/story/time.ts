const MINUTE_MS = 60_000
const HOUR_MINUTES = 60

/** `5 May 2026, 10:04 UTC`. One zone for all readers: the account's own is not known here. */
export function clock(at: number): string {
  return `${day(at)}, ${new Date(at).toISOString().slice(11, 16)} UTC`
}

/** `5 May 2026`. */
export function day(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
}

/** ` for 12 minutes`, or nothing for a single look. */
export function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / MINUTE_MS)
  if (minutes < 1) return ''
  if (minutes < HOUR_MINUTES) return ` for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
  const rest = minutes % HOUR_MINUTES
  return ` for ${Math.floor(minutes / HOUR_MINUTES)} h${rest === 0 ? '' : ` ${rest} min`}`
}
