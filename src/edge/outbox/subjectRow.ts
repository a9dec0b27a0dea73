import type { Subject } from './parts/parts.ts'

/** Where a subject stands among all that is due, as its row says. */
export interface Place {
  priority: number
  dueAt: number
  waitingSince: number | null
}

export function readSubjectRow(
  sql: SqlStorage,
  id: number,
): { state: string; place: Place } | undefined {
  const [row] = sql
    .exec<{ state: string; priority: number; due_at: number; waiting_since: number | null }>(
      'SELECT state, priority, due_at, waiting_since FROM subject WHERE id = ?',
      id,
    )
    .toArray()
  if (!row) return undefined
  const { state, priority, due_at: dueAt, waiting_since: waitingSince } = row
  return { state, place: { priority, dueAt, waitingSince } }
}

/**
 * Writes a subject with the priority and the time of its next step. One that keeps its place is one
 * row: SQLite writes an index entry anew for every indexed column that a statement names, also for
 * the same value.
 */
export function writeSubjectRow(
  sql: SqlStorage,
  { id, subject, place, before }: { id: number; subject: Subject; place: Place; before?: Place },
): void {
  const state = JSON.stringify(subject)
  if (before && isSame(before, place)) {
    sql.exec('UPDATE subject SET state = ? WHERE id = ?', state, id)
    return
  }
  sql.exec(
    `INSERT INTO subject (id, state, priority, due_at, waiting_since) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, priority = excluded.priority,
       due_at = excluded.due_at, waiting_since = excluded.waiting_since`,
    id,
    state,
    place.priority,
    place.dueAt,
    place.waitingSince,
  )
}

function isSame(one: Place, other: Place): boolean {
  return (
    one.priority === other.priority &&
    one.dueAt === other.dueAt &&
    one.waitingSince === other.waitingSince
  )
}
