import type { Channels } from '../../../freshsales/interpret/channelOf.ts'
import { touchesOf } from '../../../freshsales/interpret/touch.ts'
import type { Event } from '../../../protocol/event.ts'
import { DAY_MS } from '../../../protocol/time.ts'
import { readState, writeState } from '../store/state.ts'
import { createDayCounts, type DayCounts } from './dayCounts.ts'
import { harmlessText } from './harmlessText.ts'

/** Leads by how they came, as `google / cpc`, each by day. */
interface LeadChannels {
  byName: { [name: string]: DayCounts }
}

/** Anybody can write a source into an address: beyond so many, the smallest is counted among the others. */
const MOST_CHANNELS = 40
const NAME_BYTES = 48
const OTHERS = 'others'

const LEADS = createDayCounts(['leads'])

/** How somebody came, as far as the event tells. Pure. */
export function leadChannelOf(event: Event, own: Channels | undefined): string {
  const { last, first } = touchesOf(event, own)
  const { source, medium } = last ?? first ?? {}
  if (typeof source !== 'string') return 'not known'
  if (source === 'direct') return 'direct'
  const name = typeof medium === 'string' ? `${source} / ${medium}` : source
  return harmlessText(name.toLowerCase(), NAME_BYTES) || 'not known'
}

/** Counts leads by their channel, in the caller's transaction. */
export function countChannels(sql: SqlStorage, names: readonly string[], now: number): void {
  if (names.length === 0) return
  const { byName } = read(sql)
  const counts = new Map(Object.entries(byName))
  for (const name of names) {
    if (!counts.has(name)) makeRoom(counts, now)
    counts.set(name, LEADS.add(counts.get(name) ?? EMPTY, now, { leads: 1 }))
  }
  writeState(sql, 'leadChannels', { byName: Object.fromEntries(counts) })
}

const EMPTY: DayCounts = { day: 0, counts: '' }

const read = (sql: SqlStorage) => readState<LeadChannels>(sql, 'leadChannels', { byName: {} })

const leadsOf = (counts: DayCounts, now: number, days: number) =>
  LEADS.read(counts, Math.floor(now / DAY_MS))
    .slice(-days)
    .reduce((total, { leads }) => total + leads, 0)

/** The smallest goes, with what it had: whoever invents channels pushes out nobody who brings leads. */
function makeRoom(counts: Map<string, DayCounts>, now: number): void {
  if (counts.size < MOST_CHANNELS) return
  const [smallest] = [...counts]
    .filter(([name]) => name !== OTHERS)
    .map(([name, each]) => ({ name, leads: leadsOf(each, now, Number.POSITIVE_INFINITY) }))
    .sort((one, other) => one.leads - other.leads)
  if (!smallest) return
  counts.delete(smallest.name)
  if (smallest.leads > 0)
    counts.set(OTHERS, LEADS.add(counts.get(OTHERS) ?? EMPTY, now, { leads: smallest.leads }))
}

/** Leads of the last days by channel, most first. */
export function readChannels(
  sql: SqlStorage,
  { days, now }: { days: number; now: number },
): { name: string; leads: number }[] {
  return Object.entries(read(sql).byName)
    .map(([name, counts]) => ({ name, leads: leadsOf(counts, now, days) }))
    .filter(({ leads }) => leads > 0)
    .sort((one, other) => other.leads - one.leads)
}
