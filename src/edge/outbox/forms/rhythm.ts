import { HOUR_MS, MINUTE_MS, NEVER } from '../../../protocol/time.ts'

/**
 * When sign-ups of a form usually come: how many in each hour of the week, in UTC. Older ones count for
 * less, so that it follows the site. Pure.
 */
export interface Rhythm {
  /** The hour of the first one, since the epoch. */
  since: number
  /** The week up to which it is learned, counted from there. */
  week: number
  /** When the last one came that it learned from. */
  at: number
  /** Thirtieths in base 36, two digits for each hour of a week that begins as the epoch did, on a Thursday. */
  counts: string
}

const WEEK_HOURS = 168
const DAY_HOURS = 24
const WEEK_MS = WEEK_HOURS * HOUR_MS

/** Weighs half after eight weeks: with less, what is usual is known too little. */
const KEPT_OF_A_WEEK = 0.5 ** (1 / 8)

/** What comes closer is learned from once: a burst, or the same form sent twice. */
const APART_MS = 10 * MINUTE_MS
const MOST_AN_HOUR = HOUR_MS / APART_MS

/** Sign-ups that are imagined beside those that came, until there are enough: in all, on a day of the week, in an hour of it. */
const IMAGINED = { inAll: 3, onADay: 1, inAnHour: 0.5 }

export const createRhythm = (at: number): Rhythm => ({
  since: hourOf(at),
  week: 0,
  at: 0,
  counts: '00'.repeat(WEEK_HOURS),
})

/** The rhythm with one more sign-up; the same one where it tells nothing. */
export function learn(rhythm: Rhythm, at: number): Rhythm {
  if (at < rhythm.at + APART_MS) return rhythm
  const week = Math.max(rhythm.week, Math.floor((hourOf(at) - rhythm.since) / WEEK_HOURS))
  const kept = KEPT_OF_A_WEEK ** (week - rhythm.week)
  const counts = read(rhythm).map((count) => count * kept)
  const hour = hourOf(at) % WEEK_HOURS
  counts[hour] = (counts[hour] ?? 0) + 1
  return { ...rhythm, week, at, counts: write(counts) }
}

/** How many it learned from, the older ones for less. */
export const weightOf = (rhythm: Rhythm): number => sum(read(rhythm))

/** How many are expected in each hour of the week: what was counted, evened out where that is little. */
export function expectedByHour(rhythm: Rhythm): number[] {
  const counts = read(rhythm)
  const times = timesSeen(rhythm)
  const [onDay, timesOfDay] = [counts, times].map((list) => sumsBy(list, dayOf))
  const atHour = sumsBy(counts, (hour) => hour % DAY_HOURS)
  const inAll = sum(counts)
  const mean = inAll / Math.max(1, sum(times))
  return counts.map((count, hour) => {
    const day = { count: onDay?.[dayOf(hour)], times: timesOfDay?.[dayOf(hour)] }
    const ofDay = evened(day, { count: IMAGINED.onADay, perTime: mean })
    const ofHour = (atHour[hour % DAY_HOURS] ?? 0) + IMAGINED.inAll / DAY_HOURS
    const perTime = (ofDay * DAY_HOURS * ofHour) / (inAll + IMAGINED.inAll)
    const learned = evened({ count, times: times[hour] }, { count: IMAGINED.inAnHour, perTime })
    // What came too close together was left out, and more of it the more there is.
    return learned / Math.max(0.1, 1 - learned / MOST_AN_HOUR)
  })
}

/** The mean of what was counted and of what is imagined. */
const evened = (
  { count = 0, times = 0 }: { count: number | undefined; times: number | undefined },
  imagined: { count: number; perTime: number },
): number => (count + imagined.count) / (times + imagined.count / imagined.perTime)

/** How often each hour of the week has been since the first one, older ones for less. */
function timesSeen({ since, week, at }: Rhythm): number[] {
  const before = (KEPT_OF_A_WEEK * (1 - KEPT_OF_A_WEEK ** week)) / (1 - KEPT_OF_A_WEEK)
  const begun = since + week * WEEK_HOURS
  return Array.from({ length: WEEK_HOURS }, (_, hour) => {
    const fromBegun = (hour - (begun % WEEK_HOURS) + WEEK_HOURS) % WEEK_HOURS
    return before + (begun + fromBegun <= hourOf(at) ? 1 : 0)
  })
}

/** When so many sign-ups should have come after `from`; a whole millisecond, as alarms have them. */
export function whenExpected(hourly: readonly number[], from: number, count: number): number {
  const perWeek = sum(hourly)
  if (!(perWeek > 0)) return NEVER
  const weeks = Math.floor(count / perWeek)
  let left = count - weeks * perWeek
  let at = from + weeks * WEEK_MS
  for (;;) {
    const next = (hourOf(at) + 1) * HOUR_MS
    const perHour = hourly[hourOf(at) % WEEK_HOURS] ?? 0
    const expected = (perHour * (next - at)) / HOUR_MS
    if (expected >= left) return Math.ceil(at + (left / perHour) * HOUR_MS)
    left -= expected
    at = next
  }
}

const hourOf = (at: number) => Math.floor(at / HOUR_MS)
const dayOf = (hour: number) => Math.floor(hour / DAY_HOURS)

const PER_UNIT = 30
const BASE = 36
const MOST = BASE ** 2 - 1

const read = ({ counts }: Rhythm): number[] =>
  Array.from(
    { length: WEEK_HOURS },
    (_, hour) => Number.parseInt(counts.slice(2 * hour, 2 * hour + 2), BASE) / PER_UNIT || 0,
  )

const write = (counts: readonly number[]): string =>
  counts
    .map((count) => Math.min(MOST, Math.round(count * PER_UNIT)))
    .map((digits) => digits.toString(BASE).padStart(2, '0'))
    .join('')

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

function sumsBy(counts: readonly number[], groupOf: (hour: number) => number): number[] {
  const sums: number[] = []
  for (const [hour, count] of counts.entries())
    sums[groupOf(hour)] = (sums[groupOf(hour)] ?? 0) + count
  return sums
}
