import type { Chance } from '../../shop/chance.ts'

const HOUR_MS = 3_600_000
const WEEK_HOURS = 168
export const DAYS = 60

/** Leads of a site, as chance would have it. */
export interface Site {
  /** Leads an hour, on average. */
  rate: number
  kind: keyof typeof KINDS
  /** When each came, in milliseconds from the beginning, a Sunday in UTC. */
  leads: number[]
  /** When `count` leads were due after a time, by what is usual at the site: the mean of what it had until then. */
  dueAfter(at: number, count: number): number
}

/** How much comes at an hour of the day, on weekdays or at the weekend. */
const KINDS = {
  evenly: () => 1,
  shop: (hour: number, isWeekend: boolean) => (hour < 8 || hour >= 23 ? 0.1 : isWeekend ? 1.5 : 1),
  office: (hour: number, isWeekend: boolean) => (isWeekend || hour < 8 || hour >= 18 ? 0.02 : 1),
  region: (hour: number, isWeekend: boolean) =>
    hour < 7 || hour >= 22 ? 0.05 : isWeekend ? 0.4 : 1,
}

const NAMES = Object.keys(KINDS) as (keyof typeof KINDS)[]

/** From one lead a week to three hundred an hour. */
const LEAST = 1 / WEEK_HOURS
const MOST = 300

/** Of the leads that begin one: a few more within ten minutes. */
const BURSTS = 0.05
const BURST_MEAN = 1 + BURSTS * 2

/** Sixty days of a site: its nights and weekends, bursts, campaigns, holidays, good days and bad ones. */
export function simulateSite(chance: Chance): Site {
  const rate = LEAST * (MOST / LEAST) ** chance.next()
  const kind = NAMES[chance.below(NAMES.length)] ?? 'evenly'
  const usual = usualWeek(kind, rate, chance.below(24))
  const levels = levelsOf(chance)
  const leads: number[] = []
  for (let hour = 0; hour < DAYS * 24; hour++) {
    const perHour = ((usual[hour % WEEK_HOURS] ?? 0) * levelOn(levels, hour)) / BURST_MEAN
    for (let at = wait(chance, perHour); at < 1; at += wait(chance, perHour)) {
      leads.push((hour + at) * HOUR_MS)
      if (chance.next() >= BURSTS) continue
      do leads.push((hour + at + chance.next() / 6) * HOUR_MS)
      while (chance.next() < 0.5)
    }
  }
  leads.sort((one, other) => one - other)
  return { rate, kind, leads, dueAfter }

  function dueAfter(from: number, count: number): number {
    const before = levels.slice(0, Math.floor(from / HOUR_MS / 24))
    const level = before.reduce((total, each) => total + each, 0) / before.length
    let left = count
    for (let at = from; ; ) {
      const next = (Math.floor(at / HOUR_MS) + 1) * HOUR_MS
      const perHour = (usual[Math.floor(at / HOUR_MS) % WEEK_HOURS] ?? 0) * level
      const expected = (perHour * (next - at)) / HOUR_MS
      if (expected >= left) return at + (left / perHour) * HOUR_MS
      left -= expected
      at = next
    }
  }
}

/** Leads in each hour of the week, somewhere in the world. */
function usualWeek(kind: keyof typeof KINDS, rate: number, zone: number): number[] {
  const shares = Array.from({ length: WEEK_HOURS }, (_, hour) => {
    const day = Math.floor(hour / 24)
    return KINDS[kind](hour % 24, day === 0 || day === 6)
  })
  const mean = shares.reduce((total, each) => total + each, 0) / WEEK_HOURS
  return shares.map(
    (_, hour) => ((shares[(hour - zone + WEEK_HOURS) % WEEK_HOURS] ?? 0) * rate) / mean,
  )
}

/** How each day compares with a usual one. */
function levelsOf(chance: Chance): number[] {
  const trend = (chance.next() - 0.5) * 0.4
  const levels = Array.from(
    { length: DAYS },
    (_, day) => Math.exp(0.2 * normal(chance) - 0.02) * (1 + trend * (day / DAYS - 0.5)),
  )
  const stretch = (days: number, factor: number) => {
    const first = chance.below(DAYS - days)
    for (let day = first; day < first + days; day++) levels[day] = (levels[day] ?? 0) * factor
  }
  // A campaign; a holiday with or without its neighbours; another holiday.
  if (chance.next() < 0.3) stretch(3 + chance.below(8), 2 + 2 * chance.next())
  if (chance.next() < 0.6) stretch(1 + chance.below(4), 0.3 * chance.next())
  if (chance.next() < 0.15) stretch(1, 0.3 * chance.next())
  return levels
}

const levelOn = (levels: readonly number[], hour: number) => levels[Math.floor(hour / 24)] ?? 1

const wait = (chance: Chance, perHour: number) => -Math.log(1 - chance.next()) / perHour

const normal = (chance: Chance) =>
  Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next())
