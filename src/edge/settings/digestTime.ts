import { fail, type Result, succeed } from '../../protocol/result.ts'
import { DAY_MS, MINUTE_MS, NEVER } from '../../protocol/time.ts'

/** When a digest is sent: once a week, by the clock of a place. */
export interface DigestTime {
  weekday: string
  hour: number
  timeZone: string
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const SHAPE = /^(\p{L}+)\s+(\d{1,2})(?::00)?(?:\s+(\S+))?$/u

/** Reads `Monday 08:00 Europe/Berlin`. Pure. */
export function parseDigestTime(text: string): Result<DigestTime> {
  const [, word = '', hours, timeZone = 'UTC'] = SHAPE.exec(text.trim()) ?? []
  const weekday = WEEKDAYS.find(
    (day) => word.length >= 2 && day.toLowerCase().startsWith(word.toLowerCase()),
  )
  const hour = Number(hours)
  if (!weekday || !(hour <= 23))
    return fail(
      'must be a weekday and a full hour, such as "Monday 08:00" or "Monday 08:00 Europe/Berlin"',
    )
  if (!isTimeZone(timeZone))
    return fail(`${timeZone} is no time zone; write one like Europe/Berlin, or none for UTC`)
  return succeed({ weekday, hour, timeZone })
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}

/** All time zones are apart by quarters of an hour. */
const STEP_MS = 15 * MINUTE_MS

/** A clock that is put forward leaves an hour out: then it is the week after. */
const FAR_MS = 15 * DAY_MS

/** The first such time after a moment. Pure. */
export function nextDigestAt({ weekday, hour, timeZone }: DigestTime, after: number): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const wanted = `${weekday} ${String(hour).padStart(2, '0')}:00`
  const first = (Math.floor(after / STEP_MS) + 1) * STEP_MS
  for (let at = first; at < first + FAR_MS; at += STEP_MS) {
    const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]))
    if (`${parts.get('weekday')} ${parts.get('hour')}:${parts.get('minute')}` === wanted) return at
  }
  return NEVER
}
