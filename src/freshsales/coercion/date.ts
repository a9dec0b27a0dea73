import type { Json } from '../../protocol/event.ts'

/** Numbers from here on are milliseconds; below they are seconds. In seconds it would be the year 5138. */
const FIRST_MILLISECONDS = 100_000_000_000

/** 9999-12-31, the last day that ISO 8601 writes with four digits. */
const LAST_MILLISECONDS = 253_402_300_799_999

const ISO =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/i
const EPOCH = /^\d{9,13}$/

/** A moment in ISO 8601. One that is already written so stays as it is; epoch seconds and milliseconds are converted. */
export function toMoment(value: Json): string | undefined {
  if (typeof value === 'string' && ISO.test(value.trim())) {
    const text = value.trim()
    return isRealDay(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
  }
  const milliseconds = epochMilliseconds(value)
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString()
}

/** The day of a moment, `YYYY-MM-DD`, as it was written: no shift by a time zone. */
export function toDay(value: Json): string | undefined {
  return toMoment(value)?.slice(0, 10)
}

function epochMilliseconds(value: Json): number | undefined {
  const number = typeof value === 'string' && EPOCH.test(value.trim()) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) return undefined
  const milliseconds = number < FIRST_MILLISECONDS ? number * 1000 : number
  return milliseconds <= LAST_MILLISECONDS ? milliseconds : undefined
}

/** `Date.parse` takes the 30th of February for the 1st of March. */
function isRealDay(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
