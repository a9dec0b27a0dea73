import { type DeadLetterRow, readDeadLetter } from '../store/deadLetter.ts'
import { readDroppedLetters } from '../store/dropOldestLetters.ts'
import { countUpTo } from './countUpTo.ts'
import type { DeadLettersAsk } from './operations.ts'
import { remedyFor } from './remedyFor.ts'
import type { DeadLetterGroup, DeadLettersView, DeadLetterView } from './views.ts'

const PAGE = 50

/** More kinds of reasons than this are a list, not an overview. */
const GROUPS = 100

/** What Freshsales refused for good, by reason, and the newest letters themselves. */
export function readDeadLetters(
  sql: SqlStorage,
  { like, before = Number.MAX_SAFE_INTEGER }: DeadLettersAsk,
): DeadLettersView {
  const reason = like === undefined ? null : (reasonOf(sql, like) ?? null)
  return {
    total: countUpTo(sql, 'SELECT 1 FROM dead_letter'),
    dropped: readDroppedLetters(sql).count,
    groups: readGroups(sql),
    letters: sql
      .exec<DeadLetterRow>(
        `SELECT * FROM dead_letter WHERE id < ? AND (? IS NULL OR reason = ?)
         ORDER BY id DESC LIMIT ${PAGE}`,
        before,
        reason,
        reason,
      )
      .toArray()
      .map(viewLetter),
  }
}

export function readDeadLettersOf(sql: SqlStorage, subject: number): DeadLetterView[] {
  return sql
    .exec<DeadLetterRow>(
      `SELECT * FROM dead_letter WHERE subject = ? ORDER BY id DESC LIMIT ${PAGE}`,
      subject,
    )
    .toArray()
    .map(viewLetter)
}

/** The reason that a letter stands for; reasons may hold personal data, so a letter's number names them. */
export function reasonOf(sql: SqlStorage, id: number): string | undefined {
  const [row] = sql
    .exec<{ reason: string }>('SELECT reason FROM dead_letter WHERE id = ?', id)
    .toArray()
  return row?.reason
}

function readGroups(sql: SqlStorage): DeadLetterGroup[] {
  return sql
    .exec<{ reason: string; count: number; newest: number; newest_at: number; oldest_at: number }>(
      `SELECT reason, COUNT(*) AS count, MAX(id) AS newest, MAX(at) AS newest_at, MIN(at) AS oldest_at
       FROM dead_letter GROUP BY reason ORDER BY count DESC, newest DESC LIMIT ${GROUPS}`,
    )
    .toArray()
    .map(({ newest_at, oldest_at, ...group }) => ({
      ...group,
      remedy: remedyFor(group.reason),
      newestAt: newest_at,
      oldestAt: oldest_at,
    }))
}

function viewLetter(row: DeadLetterRow): DeadLetterView {
  const { at, subject, who, reason, unreadable, ...letter } = readDeadLetter(row)
  const { purpose, call, status, inbox, state } = letter
  return {
    id: row.id,
    at,
    subject,
    reason:
      unreadable === undefined ? reason : `${reason} (This letter cannot be used: ${unreadable}.)`,
    remedy: remedyFor(reason),
    ...(who !== undefined && { who }),
    ...(purpose && { purpose: purpose.kind }),
    ...(call && { call }),
    ...(status !== undefined && { status }),
    ...((inbox ?? state) !== undefined && { kept: inbox?.events ?? state }),
  }
}
