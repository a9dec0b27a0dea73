import { useEffect, useState } from 'preact/hooks'

const SECOND = 1000
const AGO_REFRESH_MS = 20 * SECOND
const UNITS = [
  ['day', 86_400 * SECOND],
  ['hour', 3600 * SECOND],
  ['minute', 60 * SECOND],
] as const
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false })
const full = new Intl.DateTimeFormat('en', {
  dateStyle: 'full',
  timeStyle: 'medium',
  hour12: false,
})
const day = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' })

/** A time that keeps saying how long ago it was. */
export function Ago({ at }: { at: string }) {
  const [, refresh] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => refresh((count) => count + 1), AGO_REFRESH_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <time dateTime={at} title={full.format(new Date(at))}>
      {howLongAgo(at)}
    </time>
  )
}

export function ClockTime({ at }: { at: string }) {
  return (
    <time dateTime={at} title={full.format(new Date(at))}>
      {clock.format(new Date(at))}
    </time>
  )
}

export const clockText = (at: number) => clock.format(new Date(at))

export function dayOf(at: string): string {
  const midnight = new Date().setHours(0, 0, 0, 0)
  const days = Math.floor((new Date(at).setHours(0, 0, 0, 0) - midnight) / (86_400 * SECOND) + 0.5)
  if (days === 0) return 'Today'
  return days === -1 ? 'Yesterday' : day.format(new Date(at))
}

function howLongAgo(at: string): string {
  const gone = Date.parse(at) - Date.now()
  for (const [unit, length] of UNITS)
    if (Math.abs(gone) >= length) return relative.format(Math.round(gone / length), unit)
  return 'just now'
}
