import type { Count } from '../../outbox/operator/views.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const numbers = new Intl.NumberFormat('en')
const shortNumbers = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const dayAndClock = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
const hourAndMinute = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' })

export const formatNumber = (value: number) => numbers.format(value)

/** "950", "1.5K", "20K": four characters or so, for the axis of a chart. */
export const formatShort = (value: number) => shortNumbers.format(value)

export const formatCount = ({ count, isMore }: Count) => formatNumber(count) + (isMore ? '+' : '')

/** Today's time alone, another day's with its day. */
export function formatTime(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  return (isToday ? clock : dayAndClock).format(at)
}

export const formatMoment = (at: number) => dayAndClock.format(at)

export const formatHour = (at: number) => hourAndMinute.format(at)

/** "4 s", "12 min", "3 h 20 min", "2 days". */
export function formatSpan(milliseconds: number): string {
  const span = Math.max(0, milliseconds)
  if (span < MINUTE_MS) return `${Math.round(span / 1000)} s`
  if (span < HOUR_MS) return `${Math.round(span / MINUTE_MS)} min`
  if (span < 2 * DAY_MS) {
    const minutes = Math.round(span / MINUTE_MS)
    return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  }
  return `${Math.round(span / DAY_MS)} days`
}

export const formatAgo = (at: number, now: number) =>
  now - at < 1000 ? 'just now' : `${formatSpan(now - at)} ago`

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${formatNumber(count)} ${count === 1 ? one : many}`

/** A value of JSON as people read it. */
export const textOf = (value: unknown) =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
