import type { Call } from '../../../freshsales/api/call.ts'
import type { Purpose, RemovedPart } from '../parts/part.ts'
import { unknownRemovals } from '../parts/parts.ts'
import { createRowFormat } from './rowFormat.ts'

export interface DeadLetter {
  at: number
  subject: number
  /** As in a delivery; the subject's number may mean someone else once the subject is gone. */
  who?: string
  /** What Freshsales said, or why it was given up. */
  reason: string
  purpose?: Purpose
  lost?: RemovedPart
  call?: Call
  status?: number
  /** A request that could not be folded. */
  inbox?: { receivedAt: number; source: string; events: string; version?: number }
  /** A row of ours that could not be used, as it was. */
  state?: string
  /** Why this version cannot use the letter itself; never written. */
  unreadable?: string
}

/** A row of the table `dead_letter`. */
export type DeadLetterRow = {
  id: number
  at: number
  subject: number
  reason: string
  record: string
}

const format = createRowFormat<DeadLetter>({
  version: 1,
  upgrades: [],
  complete: (row): row is DeadLetter => 'reason' in row && 'at' in row && 'subject' in row,
})

/** A letter as far as it can be told. A letter of a later version may hold more, and waits for that version: one that this version cannot use is shown and left alone. */
export function readDeadLetter({ record, at, subject, reason }: DeadLetterRow): DeadLetter {
  const read = format.read(record)
  if (!read.ok) return { at, subject, reason, state: record, unreadable: read.reason }
  const unknown = unknownRemovals(read.row.lost ?? {})
  return unknown.length === 0
    ? read.row
    : { ...read.row, unreadable: `it holds what this version does not know: ${unknown.join(', ')}` }
}

/** Returns the letter's number. */
export function writeDeadLetter(sql: SqlStorage, letter: DeadLetter): number {
  return sql
    .exec<{ id: number }>(
      'INSERT INTO dead_letter (at, subject, reason, record) VALUES (?, ?, ?, ?) RETURNING id',
      letter.at,
      letter.subject,
      letter.reason,
      format.write(letter),
    )
    .one().id
}

/** A row of ours that this version cannot use. */
interface SetAside {
  at: number
  /** Its number, if it was a person's or an account's. */
  subject: number
  /** What it was, for the operator. */
  what: string
  /** Why it cannot be used. Neither holds personal data. */
  reason: string
  /** The row, untouched, so that a version that can read it can take it back. */
  state: string
  /** Whose it was, as far as that is known without reading it. */
  who?: string
}

/** Keeps a row that cannot be used among the dead letters, where it waits for the operator and holds up nobody. */
export function setAside(sql: SqlStorage, { what, reason, ...row }: SetAside): void {
  writeDeadLetter(sql, { ...row, reason: `${what} could not be used: ${reason}.` })
}
