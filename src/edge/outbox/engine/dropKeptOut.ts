import { peopleOf } from '../../../freshsales/interpret/people.ts'
import type { InterpretSettings } from '../../../freshsales/settings.ts'
import type { AdmittedEvent } from '../../collect/admission.ts'
import { logEvent } from '../journal/log.ts'
import { dropRows, eventsOf, type InboxRow, takeRows } from '../store/inbox.ts'
import { findKeptOut, isAnybodyKeptOut } from '../store/keptOut.ts'
import { readState, writeState } from '../store/state.ts'
import { addressesIn, keysNamedIn } from './keysNamedIn.ts'
import { prune } from './prune.ts'

const ALWAYS = Number.POSITIVE_INFINITY

/** Of an event everything else stays. */
const NOTHING: ReadonlySet<string> = new Set()

interface Checking {
  settings: Pick<InterpretSettings, 'actions'>
  now: number
}

/**
 * Takes out of the oldest requests what is about somebody who is kept out: what was said before they
 * were forgotten and comes only now, such as a browser's queue, and whatever names an address that asked
 * never to be kept. What came in meanwhile is looked at as well: after it nothing is unchecked.
 */
export async function dropKeptOut(
  storage: DurableObjectStorage,
  { settings, now }: Checking,
): Promise<void> {
  const { sql } = storage
  if (!isAnybodyKeptOut(sql, now)) return
  const checked = new Set<number>()
  for (;;) {
    const rows = takeRows(sql).filter(({ id }) => !checked.has(id))
    if (rows.length === 0) return
    for (const { id } of rows) checked.add(id)
    const requests = rows.map((row) => ({ row, events: readable(row) }))
    const keys = new Set(requests.flatMap(({ events }) => events.flatMap(keysNamedIn)))
    const keptOut = await findKeptOut(sql, [...keys])
    if (keptOut.size === 0) continue
    storage.transactionSync(() => {
      let named = 0
      for (const { row, events } of requests) {
        const judged = events.map((event) => judge(event, { keptOut, settings }))
        named += judged.filter(({ namesThem }) => namesThem).length
        const left = judged.flatMap(({ event }) => event ?? [])
        const isChanged = events.some((event, index) => left[index] !== event)
        if (isChanged && left.length === 0) dropRows(sql, [row])
        else if (isChanged)
          sql.exec('UPDATE inbox SET events = ? WHERE id = ?', JSON.stringify(left), row.id)
      }
      if (named > 0) noteKeptOut(sql, named, now)
    })
  }
}

/** What cannot be read is told when it is folded. */
function readable(row: InboxRow): AdmittedEvent[] {
  try {
    return eventsOf(row)
  } catch {
    return []
  }
}

interface Judged {
  /** What is left of it. */
  event?: AdmittedEvent
  /** It named somebody who is kept out for good. */
  namesThem?: true
}

function judge(
  event: AdmittedEvent,
  { keptOut, settings }: { keptOut: ReadonlyMap<string, number> } & Pick<Checking, 'settings'>,
): Judged {
  const at = Date.parse(event.timestamp)
  const found = keysNamedIn(event).flatMap((key) => {
    const before = keptOut.get(key)
    const isMeant = before !== undefined && (before === ALWAYS || at < before)
    return isMeant ? [{ key, before }] : []
  })
  if (found.length === 0) return { event }
  const addresses = new Set(found.flatMap(({ key }) => (isAddress(key) ? key.slice(2) : [])))
  const { emails } = peopleOf(event, settings).people
  const isTheirs =
    found.some(({ key }) => !isAddress(key)) || emails.some((email) => addresses.has(email))
  return {
    ...(!isTheirs && withoutMentions(event, addresses)),
    ...(found.some(({ before }) => before === ALWAYS) && { namesThem: true }),
  }
}

const isAddress = (key: string) => key.startsWith('e:')

/** Somebody else's event stays, without what names the address; where that is its own name, it goes. */
function withoutMentions(
  event: AdmittedEvent,
  addresses: ReadonlySet<string>,
): Pick<Judged, 'event'> {
  const isTheirs = (text: string) => addressesIn(text).some((address) => addresses.has(address))
  const left: { [part: string]: unknown } = {}
  for (const [part, value] of Object.entries(event)) {
    if (typeof value === 'string' && isTheirs(value)) return {}
    left[part] = typeof value === 'object' ? prune(value, isTheirs, NOTHING) : value
  }
  return { event: left as unknown as AdmittedEvent }
}

/** How much was kept out, for the console; whose it was is nowhere. */
interface KeptOutEvents {
  count: number
  at: number
}

export const readKeptOutEvents = (sql: SqlStorage) =>
  readState<KeptOutEvents>(sql, 'keptOut', { count: 0, at: 0 })

function noteKeptOut(sql: SqlStorage, count: number, at: number): void {
  writeState(sql, 'keptOut', { count: readKeptOutEvents(sql).count + count, at })
  logEvent('events_kept_out', { count })
}
