import { MINUTE_MS } from '../../protocol/time.ts'
import { RAILS_TIME_ZONES } from '../coercion/railsTimeZones.ts'

const HOUR_MINUTES = 60

/** `5 May 2026, 12:04 CEST`: where the visitor is, so that a rep knows whether it was morning there; UTC where that is not known. */
export function clock(at: number, timeZone?: string): string {
  const zone = zoneOf(timeZone)
  const time = written(at, zone, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })
  return `${day(at, timeZone)}, ${time}`
}

/** `5 May 2026`. */
export function day(at: number, timeZone?: string): string {
  return written(at, zoneOf(timeZone), { day: 'numeric', month: 'short', year: 'numeric' })
}

function written(at: number, timeZone: string, form: Intl.DateTimeFormatOptions): string {
  return new Date(at).toLocaleString('en-GB', { ...form, timeZone })
}

/** An IANA name, also for Freshsales' own (`Berlin`); UTC for one that nobody knows. */
function zoneOf(name = 'UTC'): string {
  if (name === 'UTC') return name
  const zone = Object.hasOwn(RAILS_TIME_ZONES, name)
    ? RAILS_TIME_ZONES[name as keyof typeof RAILS_TIME_ZONES]?.[0]
    : name
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    // A browser may say anything; the entry is worth more than the zone.
    return 'UTC'
  }
}

/** ` for 12 minutes`, or nothing for a single look. */
export function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / MINUTE_MS)
  if (minutes < 1) return ''
  if (minutes < HOUR_MINUTES) return ` for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
  const rest = minutes % HOUR_MINUTES
  return ` for ${Math.floor(minutes / HOUR_MINUTES)} h${rest === 0 ? '' : ` ${rest} min`}`
}
