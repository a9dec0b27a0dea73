import type { AdmittedEvent } from '../../collect/admission.ts'
import type { AppendRequest } from '../../outboxDoor.ts'
import { laterThan } from './rowFormat.ts'

/** Requests that were acknowledged and are not folded yet. */
export interface InboxRow {
  id: number
  receivedAt: number
  source: string
  /** JSON, and parsed where a row that cannot be read is expected. */
  events: string
  /** How its events are written, see `INBOX_VERSION`. */
  version: number
}

/**
 * Raised only when an older version would misread the events. In a column of its own, since the
 * events are an array that is stored as it came.
 */
const INBOX_VERSION = 1

/** Folded in one transaction: many share a person, few make a long pause and need little memory. */
const FOLDED_ROWS = 100
const FOLDED_BYTES = 1024 ** 2

/** A request that is larger becomes several rows: SQLite here takes 2 MB a row. */
const ROW_CHARACTERS = 400_000

/** Stores a request; its people's histories are fetched before the first part is folded. */
export function appendRequest(
  storage: DurableObjectStorage,
  { source, receivedAt, events, introduces }: AppendRequest,
): void {
  const [first = events, ...more] = splitEvents(events)
  const row = { source, receivedAt, events: first, ...(introduces && { introduces }) }
  // One row is all or nothing by itself.
  if (more.length === 0) appendRow(storage.sql, row)
  else
    storage.transactionSync(() => {
      appendRow(storage.sql, row)
      for (const part of more) appendRow(storage.sql, { source, receivedAt, events: part })
    })
}

export function appendRow(
  sql: SqlStorage,
  {
    receivedAt,
    source,
    events,
    version = INBOX_VERSION,
    introduces = [],
  }: Omit<InboxRow, 'id' | 'version'> & {
    version?: number
    /** Whose history is fetched before it is folded. */
    introduces?: readonly string[]
  },
): void {
  sql.exec(
    'INSERT INTO inbox (received_at, source, events, version, introduces) VALUES (?, ?, ?, ?, ?)',
    receivedAt,
    source,
    events,
    version,
    introduces.length === 0 ? null : JSON.stringify(introduces),
  )
}

/** Puts what happened before in front of all that waits. */
export function putBefore(
  sql: SqlStorage,
  { receivedAt, source, events }: Omit<InboxRow, 'id' | 'version'>,
): void {
  for (const part of splitEvents(events).reverse())
    sql.exec(
      `INSERT INTO inbox (id, received_at, source, events, version)
         SELECT IFNULL(MIN(id), 1) - 1, ?, ?, ?, ? FROM inbox`,
      receivedAt,
      source,
      part,
      INBOX_VERSION,
    )
}

/** The oldest requests without their events: as many as may be folded at once, and one at least. */
export function nextRows(
  sql: SqlStorage,
  limit = FOLDED_ROWS,
): { id: number; introduces: string | null }[] {
  let total = 0
  return sql
    .exec<{ id: number; bytes: number; introduces: string | null }>(
      'SELECT id, octet_length(events) AS bytes, introduces FROM inbox ORDER BY id LIMIT ?',
      limit,
    )
    .toArray()
    .filter(({ bytes }, index) => {
      total += bytes
      return index === 0 || total <= FOLDED_BYTES
    })
}

export function takeRows(sql: SqlStorage, limit = FOLDED_ROWS): InboxRow[] {
  const taken = nextRows(sql, limit)
  const last = taken.at(-1)
  if (!last) return []
  return sql
    .exec<Omit<InboxRow, 'receivedAt'> & { received_at: number }>(
      'SELECT id, received_at, source, events, version FROM inbox WHERE id <= ? ORDER BY id LIMIT ?',
      last.id,
      taken.length,
    )
    .toArray()
    .map(({ received_at, ...row }) => ({ ...row, receivedAt: received_at }))
}

/** The parts in which a request is stored: its events, in their order. */
export function splitEvents(events: string): string[] {
  if (events.length <= ROW_CHARACTERS) return [events]
  const parts: string[][] = [[]]
  let characters = 0
  for (const event of JSON.parse(events) as unknown[]) {
    const text = JSON.stringify(event)
    if (characters + text.length > ROW_CHARACTERS) {
      parts.push([])
      characters = 0
    }
    characters += text.length
    parts.at(-1)?.push(text)
  }
  return parts.filter((part) => part.length > 0).map((part) => `[${part.join(',')}]`)
}

/** The events of a request. Throws when this version cannot read them. */
export function eventsOf({ events, version }: InboxRow): AdmittedEvent[] {
  if (version > INBOX_VERSION) throw new Error(laterThan(INBOX_VERSION, version))
  const parsed: unknown = JSON.parse(events)
  if (!Array.isArray(parsed)) throw new Error('it is no list of events')
  return parsed as AdmittedEvent[]
}

export function dropRows(sql: SqlStorage, rows: readonly { id: number }[]): void {
  const [first, last] = [rows[0], rows.at(-1)]
  if (first && last) sql.exec('DELETE FROM inbox WHERE id BETWEEN ? AND ?', first.id, last.id)
}
