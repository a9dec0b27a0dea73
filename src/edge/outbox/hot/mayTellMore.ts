import { HOUR_MS } from '../../../protocol/time.ts'
import { byName } from '../person/byName.ts'
import { fingerprint } from '../person/ledger.ts'
import { readState, writeState } from '../store/state.ts'
import { QUIET_MS } from './meetRules.ts'

/** What was told of hot leads: in the present hour, and of whom in the last day. */
interface Told {
  hour: number
  count: number
  /** How many of the hour a source's pages brought. */
  ofPages?: { [source: string]: number }
  /** When it was told last, by a mark of the contact and the rule. */
  records?: { [mark: string]: number }
}

/** A page can be made to look at itself: more than sales people can follow up is told to nobody. */
export const MOST_AN_HOUR = 30

/** What the pages of one source may bring of them, so that the others are heard as well. */
export const MOST_OF_PAGES = 20

/** A rule that somebody meets. */
export interface Met {
  rule: string
  /** The contact or lead in Freshsales, as its address ends. */
  record: string
  /** The source whose page says so; absent where somebody vouches for it. */
  page?: string
  now: number
}

/** Whether one more may be told of, or all that the source's pages may bring was. */
export function mayTellMore(sql: SqlStorage, { page, now }: Pick<Met, 'page' | 'now'>): boolean {
  const { count, ofPages } = read(sql, now)
  return count < MOST_AN_HOUR && (page === undefined || (ofPages[page] ?? 0) < MOST_OF_PAGES)
}

/** One contact has several rows here where a link in an e-mail led to it as well. */
export function wasTold(sql: SqlStorage, met: Met): boolean {
  return markOf(met) in read(sql, met.now).records
}

export function countTold(sql: SqlStorage, met: Met): void {
  const { page, now } = met
  const { hour, count, ofPages, records } = read(sql, now)
  if (page !== undefined) ofPages[page] = (ofPages[page] ?? 0) + 1
  records[markOf(met)] = now
  writeState(sql, 'hotHour', { hour, count: count + 1, ofPages, records })
}

/** When more may be told again, of every source; undefined: they may now. */
export function hotBoundedUntil(sql: SqlStorage, now: number): number | undefined {
  const { hour, ofPages } = read(sql, now)
  const isFull = [undefined, ...Object.keys(ofPages)].some(
    (page) => !mayTellMore(sql, { now, ...(page !== undefined && { page }) }),
  )
  return isFull ? (hour + 1) * HOUR_MS : undefined
}

const markOf = ({ record, rule }: Met) => fingerprint(`${record}\n${rule}`)

function read(sql: SqlStorage, now: number): Required<Told> {
  const hour = Math.floor(now / HOUR_MS)
  const known = readState<Told>(sql, 'hotHour', { hour, count: 0 })
  const recent = Object.entries(known.records ?? {}).filter(([, at]) => now - at < QUIET_MS)
  const records = byName(Object.fromEntries(recent))
  return known.hour === hour
    ? { hour, count: known.count, ofPages: byName(known.ofPages), records }
    : { hour, count: 0, ofPages: byName<number>(), records }
}
