import { DAY_MS } from '../../protocol/time.ts'
import type { AdmittedEvent } from '../collect/admission.ts'
import { VISIT_IDLE_MS } from '../outbox/parts/visitSeen.ts'
import type { Migration } from '../outbox/store/migrations.ts'
import { parseKept } from '../outbox/store/rowFormat.ts'
import { type KeptVisit, mergeVisits, namesOf, offerOf } from './mergeVisits.ts'
import type { Acknowledgement, History, Offer, VisitsRequest } from './visitorsDoor.ts'

/** Strangers are remembered this long, and so is who is a stranger no longer. */
const KEPT_MS = 30 * DAY_MS

/** A mark that is used is renewed so often: each time is a row. */
const RENEWED_MS = DAY_MS

/** Beyond it the oldest strangers make room, so many at once that it is not soon to be done again. */
const SOFT_BYTES = 1024 ** 3
const ROOM_SHARE = 20

export const VISITOR_MIGRATIONS: readonly Migration[] = [
  {
    id: 'visitor-tables',
    run(sql) {
      // One row a stranger, and one write a request: the durable promise behind the 200. Where it
      // forwards, the outbox knows them by now.
      sql.exec(
        `CREATE TABLE visitor (
           id TEXT PRIMARY KEY, seen_at INTEGER NOT NULL, forwards INTEGER NOT NULL,
           visits TEXT NOT NULL) WITHOUT ROWID`,
      )
    },
  },
]

/** Adds what strangers did to the row of each, one write a stranger. Returns whom the outbox may know. */
export function keepVisits(
  storage: DurableObjectStorage,
  { source, visits }: VisitsRequest,
  now: number,
): Offer[] {
  const { sql } = storage
  const heard = new Map<string, Omit<KeptVisit, 'number'>[]>()
  for (const { anonymousId, event: text } of visits) {
    const event = parseKept<AdmittedEvent>(text)
    if (event) heard.set(anonymousId, [...(heard.get(anonymousId) ?? []), { source, event }])
  }
  return storage.transactionSync(() =>
    [...heard].flatMap(([anonymousId, added]) => {
      const before = findVisitor(sql, anonymousId)
      const kept = mergeVisits(before?.kept ?? [], added, now)
      writeVisitor(sql, anonymousId, { seenAt: now, forwards: false, kept })
      const isNews = !before || before.seenAt < now - VISIT_IDLE_MS || namesOf(added).length > 0
      return isNews ? [offerOf(anonymousId, kept)] : []
    }),
  )
}

/** Strangers who were seen since, the newest first. */
export function offersSince(
  sql: SqlStorage,
  { since, most }: { since: number; most: number },
): Offer[] {
  return sql
    .exec<{ id: string; visits: string }>(
      `SELECT id, visits FROM visitor WHERE forwards = 0 AND seen_at > ?
         ORDER BY seen_at DESC LIMIT ?`,
      since,
      most,
    )
    .toArray()
    .map(({ id, visits }) => offerOf(id, parseKept<KeptVisit[]>(visits) ?? []))
}

export function isAnybodyKept(sql: SqlStorage): boolean {
  return sql.exec('SELECT 1 FROM visitor LIMIT 1').toArray().length > 0
}

/** Whether what they do is to be forwarded. Each use keeps the mark. */
export function isForwarded(sql: SqlStorage, anonymousId: string, now: number): boolean {
  const [row] = sql
    .exec<{ seen_at: number }>(
      'SELECT seen_at FROM visitor WHERE id = ? AND forwards = 1',
      anonymousId,
    )
    .toArray()
  if (!row || row.seen_at < now - KEPT_MS) return false
  if (row.seen_at < now - RENEWED_MS)
    sql.exec('UPDATE visitor SET seen_at = ? WHERE id = ?', now, anonymousId)
  return true
}

/** What is kept of each. What comes from now on is forwarded, so that nothing can come behind it. */
export function handOut(
  storage: DurableObjectStorage,
  anonymousIds: readonly string[],
  now: number,
): History[] {
  const { sql } = storage
  return storage.transactionSync(() =>
    anonymousIds.map((anonymousId) => {
      const visitor = findVisitor(sql, anonymousId)
      const kept = visitor?.kept ?? []
      if (!visitor?.forwards) writeVisitor(sql, anonymousId, { seenAt: now, forwards: true, kept })
      return {
        anonymousId,
        upTo: kept.at(-1)?.number ?? 0,
        visits: kept.map(({ event, ...rest }) => ({ ...rest, event: JSON.stringify(event) })),
      }
    }),
  )
}

/** Deletes what the outbox has on disk, by number; the mark stays. */
export function deleteHandedOut(
  storage: DurableObjectStorage,
  acknowledged: readonly Acknowledgement[],
): void {
  const { sql } = storage
  storage.transactionSync(() => {
    for (const { anonymousId, upTo } of acknowledged) {
      const visitor = findVisitor(sql, anonymousId)
      if (!visitor) continue
      const kept = visitor.kept.filter(({ number }) => number > upTo)
      if (kept.length < visitor.kept.length) writeVisitor(sql, anonymousId, { ...visitor, kept })
    }
  })
}

export function eraseVisitors(sql: SqlStorage, anonymousIds: readonly string[]): number {
  const erase = (id: string) => sql.exec('DELETE FROM visitor WHERE id = ?', id).rowsWritten
  return anonymousIds.reduce((rows, id) => rows + erase(id), 0)
}

/** Forgets who was not seen for 30 days; and the oldest, marks last, where the object grows too large. */
export function forgetOldest(sql: SqlStorage, now: number): void {
  sql.exec('DELETE FROM visitor WHERE seen_at < ?', now - KEPT_MS)
  if (sql.databaseSize > SOFT_BYTES)
    sql.exec(
      `DELETE FROM visitor WHERE id IN (SELECT id FROM visitor ORDER BY forwards, seen_at
         LIMIT (SELECT COUNT(*) / ${ROOM_SHARE} + 1 FROM visitor))`,
    )
}

interface Visitor {
  seenAt: number
  forwards: boolean
  kept: KeptVisit[]
}

function findVisitor(sql: SqlStorage, anonymousId: string): Visitor | undefined {
  const [row] = sql
    .exec<{ seen_at: number; forwards: number; visits: string }>(
      'SELECT seen_at, forwards, visits FROM visitor WHERE id = ?',
      anonymousId,
    )
    .toArray()
  if (!row) return undefined
  const kept = parseKept<KeptVisit[]>(row.visits) ?? []
  return { seenAt: row.seen_at, forwards: row.forwards === 1, kept }
}

function writeVisitor(sql: SqlStorage, anonymousId: string, visitor: Visitor): void {
  sql.exec(
    'INSERT OR REPLACE INTO visitor (id, seen_at, forwards, visits) VALUES (?, ?, ?, ?)',
    anonymousId,
    visitor.seenAt,
    visitor.forwards ? 1 : 0,
    JSON.stringify(visitor.kept),
  )
}
