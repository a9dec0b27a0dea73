import { HOUR_MS } from '../../../protocol/time.ts'
import { readState, writeState } from '../store/state.ts'

/** Links that were followed in the present hour, in all and by group of addresses. */
interface Followed {
  hour: number
  count: number
  groups: { [group: string]: number }
}

/** Anybody can count numbers: that makes no more entries than a newsletter does. */
const MOST_AN_HOUR = 60

/** An office behind one address opens fewer e-mails than that. */
const MOST_A_GROUP = 5

/** Whether one more link may be followed now; counts it where it may. In the caller's transaction. */
export function mayFollow(sql: SqlStorage, group: number | undefined, now: number): boolean {
  const hour = Math.floor(now / HOUR_MS)
  const known = readState<Followed>(sql, 'links', { hour, count: 0, groups: {} })
  const { count, groups }: Omit<Followed, 'hour'> =
    known.hour === hour ? known : { count: 0, groups: {} }
  const ofGroup = group === undefined ? 0 : (groups[group] ?? 0)
  if (count >= MOST_AN_HOUR || ofGroup >= MOST_A_GROUP) return false
  writeState(sql, 'links', {
    hour,
    count: count + 1,
    groups: group === undefined ? groups : { ...groups, [group]: ofGroup + 1 },
  })
  return true
}
