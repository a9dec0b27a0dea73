import { DAY_MS } from '../../../protocol/time.ts'

/** What was counted on each of the last 28 days, in UTC, as a text whose length has a bound. */
export interface DayCounts {
  /** The last of these days, since the epoch. */
  day: number
  /** Three digits in base 36 for each kind of each day, the oldest day first; days without any are left out at the front. */
  counts: string
}

export const DAYS = 28

const BASE = 36
const DIGITS = 3

/** More than this a day is not told apart. */
const MOST = BASE ** DIGITS - 1

/** Counts by day, of several kinds. Pure. */
export function createDayCounts<const Kind extends string>(kinds: readonly Kind[]) {
  type Day = { [kind in Kind]: number }

  /** The days that end with this one, the oldest first. */
  function read({ day, counts }: DayCounts, last: number): Day[] {
    const width = DIGITS * kinds.length
    return Array.from({ length: DAYS }, (_, index) => {
      const end = counts.length - (day - (last - DAYS + 1 + index)) * width
      const digits =
        end > counts.length ? '' : counts.slice(Math.max(0, end - width), Math.max(0, end))
      const values = kinds.map((kind, each): [Kind, number] => [
        kind,
        Number.parseInt(digits.slice(each * DIGITS, (each + 1) * DIGITS), BASE) || 0,
      ])
      return Object.fromEntries(values) as Day
    })
  }

  /** With so many more on the day of a time; what is older than all of the days changes nothing. */
  function add(before: DayCounts, at: number, more: Partial<Day>): DayCounts {
    const day = Math.floor(at / DAY_MS)
    const last = Math.max(day, before.day)
    const days = read(before, last)
    const counted = days[DAYS - 1 - (last - day)]
    if (!counted) return before
    for (const kind of kinds)
      counted[kind] = Math.min(MOST, Math.max(0, counted[kind] + (more[kind] ?? 0)))
    const first = days.findIndex((each) => kinds.some((kind) => each[kind] > 0))
    const counts = days
      .slice(first < 0 ? DAYS : first)
      .flatMap((each) => kinds.map((kind) => each[kind].toString(BASE).padStart(DIGITS, '0')))
    return { day: last, counts: counts.join('') }
  }

  return { read, add }
}
