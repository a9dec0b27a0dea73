import type { AdmittedEvent } from '../../collect/admission.ts'
import type { FormVerdict } from '../engine/isProvisional.ts'

/** An event as the page that decides about it can name it. */
export interface ProvisionalKey {
  source: string
  /** The key was a server's: what a page says decides nothing about it. */
  isServer: boolean
  anonymousId: string | undefined
  messageId: string
}

/** A provisional event that waits, or what was decided about one that may yet come. */
export interface Provisional {
  id: number
  receivedAt: number
  source: string
  /** A JSON array of the one event; null once it is decided. */
  events: string | null
  verdict: FormVerdict | null
}

type Row = Omit<Provisional, 'receivedAt'> & { received_at: number }

const COLUMNS = 'id, received_at, source, events, verdict'

/** Events held for one source, and in all; one beyond counts at once. */
const HELD_PER_SOURCE = 5_000
const HELD_IN_ALL = 20_000

/** A verdict has some 150 bytes. */
const KEPT_VERDICTS = 50_000

/** Without an anonymousId nobody can name an event, and each is another one. */
export function findProvisional(sql: SqlStorage, key: ProvisionalKey): Provisional | undefined {
  if (key.anonymousId === undefined) return undefined
  const [row] = sql
    .exec<Row>(
      `SELECT ${COLUMNS} FROM provisional
         WHERE source = ? AND server = ? AND anonymous_id = ? AND message_id = ?`,
      ...valuesOf(key),
    )
    .toArray()
  return row && read(row)
}

/** Keeps an event; false when there are too many. */
export function holdEvent(
  sql: SqlStorage,
  key: ProvisionalKey,
  { event, receivedAt }: { event: AdmittedEvent; receivedAt: number },
): boolean {
  const bySource = count(sql, 'AND source = ?', HELD_PER_SOURCE, key.source)
  if (bySource >= HELD_PER_SOURCE || count(sql, '', HELD_IN_ALL) >= HELD_IN_ALL) return false
  insert(sql, key, { receivedAt, events: JSON.stringify([event]), verdict: null })
  return true
}

/** Remembers what was decided about an event that has not come yet, or has come and may come again. */
export function rememberVerdict(
  sql: SqlStorage,
  key: ProvisionalKey,
  { verdict, receivedAt }: { verdict: FormVerdict; receivedAt: number },
): void {
  insert(sql, key, { receivedAt, events: null, verdict })
}

export function decideProvisional(sql: SqlStorage, id: number, verdict: FormVerdict): void {
  sql.exec('UPDATE provisional SET events = NULL, verdict = ? WHERE id = ?', verdict, id)
}

export function dropProvisional(sql: SqlStorage, id: number): void {
  sql.exec('DELETE FROM provisional WHERE id = ?', id)
}

/** Events that came until then; what seems to come from after `now` was held before the clock was set back. */
export function heldUntil(
  sql: SqlStorage,
  { until, after, limit }: { until: number; after: number; limit: number },
): Provisional[] {
  return sql
    .exec<Row>(
      `SELECT ${COLUMNS} FROM provisional
         WHERE events IS NOT NULL AND (received_at <= ? OR received_at > ?)
         ORDER BY received_at, id LIMIT ?`,
      until,
      after,
      limit,
    )
    .toArray()
    .map(read)
}

/** When the event that is held longest came in. */
export function heldSince(sql: SqlStorage): number | undefined {
  const [row] = sql
    .exec<{ since: number | null }>(
      'SELECT MIN(received_at) AS since FROM provisional WHERE events IS NOT NULL',
    )
    .toArray()
  return row?.since ?? undefined
}

/** Forgets the oldest verdicts, and those of whoever makes up too many. Returns when the oldest one left came. */
export function forgetVerdicts(
  sql: SqlStorage,
  { before, limit }: { before: number; limit: number },
): number {
  const decided = 'SELECT id FROM provisional WHERE events IS NULL'
  sql.exec(
    `DELETE FROM provisional WHERE id IN (
       ${decided} AND received_at <= ? ORDER BY received_at LIMIT ${limit})`,
    before,
  )
  sql.exec(
    `DELETE FROM provisional WHERE events IS NULL
       AND id <= (SELECT MAX(id) FROM provisional) - ${KEPT_VERDICTS}`,
  )
  const [row] = sql
    .exec<{ since: number | null }>(
      'SELECT MIN(received_at) AS since FROM provisional WHERE events IS NULL',
    )
    .toArray()
  return row?.since ?? Number.POSITIVE_INFINITY
}

function insert(
  sql: SqlStorage,
  key: ProvisionalKey,
  row: Pick<Provisional, 'receivedAt' | 'events' | 'verdict'>,
): void {
  sql.exec(
    `INSERT OR IGNORE INTO provisional
       (source, server, anonymous_id, message_id, received_at, events, verdict)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...valuesOf(key),
    row.receivedAt,
    row.events,
    row.verdict,
  )
}

/** Counts no further than it has to. */
function count(sql: SqlStorage, where: string, limit: number, ...values: string[]): number {
  const held = `SELECT 1 FROM provisional WHERE events IS NOT NULL ${where} LIMIT ${limit}`
  const [row] = sql
    .exec<{ held: number }>(`SELECT COUNT(*) AS held FROM (${held})`, ...values)
    .toArray()
  return row?.held ?? 0
}

const read = ({ received_at: receivedAt, ...row }: Row): Provisional => ({ ...row, receivedAt })

const valuesOf = ({ source, isServer, anonymousId, messageId }: ProvisionalKey) => [
  source,
  isServer ? 1 : 0,
  anonymousId ?? null,
  messageId,
]
