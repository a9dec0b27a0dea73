import type { Subject } from '../parts/parts.ts'
import { revive } from '../person/person.ts'
import { boundSubject, isTooLarge } from './boundSubject.ts'
import { setAside } from './deadLetter.ts'
import { subjectFormat } from './subjectFormat.ts'

/** Where a subject stands among all that is due, as its row says. */
export interface Place {
  priority: number
  dueAt: number
  waitingSince: number | null
  /** When its turn comes, for one that could go now if nobody else waited; else null. */
  turn: number | null
}

/** Reads a subject. One that this version cannot use is set aside: whoever it was is known anew when they come again. */
export function takeSubjectRow(
  sql: SqlStorage,
  id: number,
  now: number,
): { subject: Subject; place: Place } | undefined {
  const [row] = sql
    .exec<{
      state: string
      priority: number
      due_at: number
      waiting_since: number | null
      turn: number | null
    }>('SELECT state, priority, due_at, waiting_since, turn FROM subject WHERE id = ?', id)
    .toArray()
  if (!row) return undefined
  const { state, priority, due_at: dueAt, waiting_since: waitingSince, turn } = row
  const read = subjectFormat.read(state)
  if (read.ok) return { subject: revive(read.row), place: { priority, dueAt, waitingSince, turn } }
  const who = dropSubject(sql, id)
  const what = 'This record of the outbox'
  setAside(sql, { at: now, subject: id, what, reason: read.reason, state, ...(who && { who }) })
  return undefined
}

/** Deletes a subject's row and keys. Returns whose it was: the address or the id by which they are known. */
export function dropSubject(sql: SqlStorage, id: number): string | undefined {
  const keys = sql
    .exec<{ key: string }>('DELETE FROM identity WHERE subject = ? RETURNING key', id)
    .toArray()
    .map(({ key }) => key)
  sql.exec('DELETE FROM subject WHERE id = ?', id)
  const best = keys.find((key) => key.startsWith('e:')) ?? keys[0]
  return best?.slice('e:'.length)
}

/** A subject to be shown: one that cannot be used is left alone here. */
export function shownSubject(state: string): Subject | undefined {
  const read = subjectFormat.read(state)
  return read.ok ? revive(read.row) : undefined
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
  const state = writeBounded(sql, id, subject)
  if (before && isSame(before, place)) {
    sql.exec('UPDATE subject SET state = ? WHERE id = ?', state, id)
    return
  }
  sql.exec(
    `INSERT INTO subject (id, state, priority, due_at, waiting_since, turn)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, priority = excluded.priority,
       due_at = excluded.due_at, waiting_since = excluded.waiting_since, turn = excluded.turn`,
    id,
    state,
    place.priority,
    place.dueAt,
    place.waitingSince,
    place.turn,
  )
}

function writeBounded(sql: SqlStorage, id: number, subject: Subject): string {
  const state = subjectFormat.write(subject)
  if (!isTooLarge(state)) return state
  boundSubject(subject)
  dropOldKeys(sql, id, subject)
  return subjectFormat.write(subject)
}

function isSame(one: Place, other: Place): boolean {
  return (
    one.priority === other.priority &&
    one.dueAt === other.dueAt &&
    one.waitingSince === other.waitingSince &&
    one.turn === other.turn
  )
}

/** Hundreds of browsers and accounts: nobody has more. */
const KEPT_CHARACTERS = 16_000

/** What leads to somebody may be taken away in this order, the oldest first: browsers, ids, addresses. */
const WORTH = ['a:', 'u:', 'e:'] as const

/** Lets go of the oldest keys of a subject that has too many; events under those find nobody any more. */
function dropOldKeys(sql: SqlStorage, id: number, subject: Subject): void {
  let total = subject.keys.reduce((sum, key) => sum + key.length, 0)
  if (total <= KEPT_CHARACTERS) return
  const dropped = new Set<string>()
  for (const kind of WORTH)
    for (const key of subject.keys)
      if (total > KEPT_CHARACTERS && key.startsWith(kind) && !isPresent(subject, key)) {
        dropped.add(key)
        total -= key.length
        sql.exec('DELETE FROM identity WHERE key = ? AND subject = ?', key, id)
      }
  subject.keys = subject.keys.filter((key) => !dropped.has(key))
  if (subject.kind === 'person') for (const key of dropped) delete subject.ranks?.[key]
}

/** The address and the id that they go by now stay. */
const isPresent = (subject: Subject, key: string) =>
  subject.kind === 'person' && (key === `e:${subject.email}` || key === `u:${subject.userId}`)

/** Whether one of these identity keys leads to somebody who has an address or a record in the CRM. */
export function knowsAny(sql: SqlStorage, keys: readonly string[]): boolean {
  const query = `SELECT 1 FROM identity JOIN subject ON subject.id = identity.subject
    WHERE identity.key = ? AND json_valid(state)
      AND (state ->> '$.email' IS NOT NULL OR state ->> '$.contactId' IS NOT NULL)`
  return keys.some((key) => sql.exec(query, key).toArray().length > 0)
}
