import { HOUR_MS } from '../../../protocol/time.ts'
import { readState, writeState } from '../store/state.ts'

/** Hot leads that are told in the present hour. */
interface HotHour {
  hour: number
  count: number
}

/** A page can be made to look at itself: more than sales people can follow up is told to nobody. */
export const MOST_AN_HOUR = 30

export function mayTellMore(sql: SqlStorage, now: number): boolean {
  return read(sql, now).count < MOST_AN_HOUR
}

export function countHot(sql: SqlStorage, now: number): void {
  const { hour, count } = read(sql, now)
  writeState(sql, 'hotHour', { hour, count: count + 1 })
}

/** When more may be told again; undefined: they may now. */
export function hotBoundedUntil(sql: SqlStorage, now: number): number | undefined {
  return mayTellMore(sql, now) ? undefined : (Math.floor(now / HOUR_MS) + 1) * HOUR_MS
}

function read(sql: SqlStorage, now: number): HotHour {
  const hour = Math.floor(now / HOUR_MS)
  const known = readState<HotHour>(sql, 'hotHour', { hour, count: 0 })
  return known.hour === hour ? known : { hour, count: 0 }
}
