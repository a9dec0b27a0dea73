import { DAY_MS, NEVER } from '../../../protocol/time.ts'
import { logEvent } from '../journal/log.ts'
import { LEDGER_DAYS } from '../person/ledger.ts'
import { PRIORITY } from '../person/priority.ts'
import { ANONYMOUS_RETENTION_MS } from '../person/schedule.ts'
import { Subjects } from '../person/subjects.ts'
import { forgetVerdicts } from '../store/provisional.ts'
import { HELD } from './waiting.ts'

/** Both hold personal data; what is not mended by then will not be. */
export const KEPT_MS = 30 * DAY_MS

/** As long as an event is known again: a page may send it once more that late. */
const VERDICT_KEPT_MS = LEDGER_DAYS * DAY_MS

/** A file above this drops strangers, long before it is so full that requests are refused. */
const STRANGERS_UP_TO_BYTES = 2 * 1024 ** 3

/** Rows removed in one turn, so that no lead waits for the cleaning. */
const AT_ONCE = 200

/** Removes dead letters, deliveries and words about forms that are too old, and strangers who are too many. Answers when the next ones will be. */
export function purge(storage: DurableObjectStorage, now: number): number {
  const { sql } = storage
  return Math.min(
    dropStrangers(storage, now),
    purgeTable(sql, 'dead_letter', now),
    purgeTable(sql, 'delivery', now),
    forgetVerdicts(sql, { before: now - VERDICT_KEPT_MS, limit: AT_ONCE }) + VERDICT_KEPT_MS,
  )
}

function purgeTable(sql: SqlStorage, table: 'dead_letter' | 'delivery', now: number): number {
  const oldest = () =>
    sql
      .exec<{ id: number; at: number }>(`SELECT id, at FROM ${table} ORDER BY id LIMIT 1`)
      .toArray()
  const [first] = oldest()
  if (!first) return NEVER
  if (first.at + KEPT_MS > now) return first.at + KEPT_MS
  sql.exec(
    `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} ORDER BY id LIMIT ${AT_ONCE}) AND at <= ?`,
    now - KEPT_MS,
  )
  return purgeAgainAt(oldest(), now)
}

function purgeAgainAt([oldest]: { at: number }[], now: number): number {
  return oldest ? Math.max(now, oldest.at + KEPT_MS) : NEVER
}

/**
 * Anybody can be a stranger in any number: those who were not seen for longest go first, and after
 * them sign-ups that wait for review. Nobody is dropped who is in the CRM or on the way there.
 */
export function dropStrangers(
  storage: DurableObjectStorage,
  now: number,
  upTo = STRANGERS_UP_TO_BYTES,
): number {
  const { sql } = storage
  if (sql.databaseSize <= upTo) return NEVER
  // Whoever is known expires far later.
  const strangers = idsIn(sql, 'waiting_since IS NULL AND due_at <= ? ORDER BY due_at', [
    now + ANONYMOUS_RETENTION_MS + DAY_MS,
  ])
  const ids = strangers.length > 0 ? strangers : idsIn(sql, `${HELD} ORDER BY waiting_since`, [])
  if (ids.length === 0) return NEVER
  storage.transactionSync(() => {
    const subjects = new Subjects(sql, now)
    for (const id of ids) {
      const subject = subjects.byId(id)
      if (subject) subjects.remove(subject)
    }
  })
  logEvent('strangers_dropped', { count: ids.length })
  return now
}

function idsIn(sql: SqlStorage, where: string, bindings: number[]): number[] {
  const query = `SELECT id FROM subject WHERE priority = ${PRIORITY.housekeeping} AND ${where} LIMIT ${AT_ONCE}`
  return sql
    .exec<{ id: number }>(query, ...bindings)
    .toArray()
    .map(({ id }) => id)
}
