import { DAY_MS, HOUR_MS, NEVER } from '../../../protocol/time.ts'
import { readDroppedLetters } from '../journal/journal.ts'
import { type DeadLetterRow, readDeadLetter } from '../store/deadLetter.ts'
import { countUpTo } from './backlog.ts'
import type { DeadLettersAsk, ReplayAsk } from './operations.ts'
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

/** Deletes one dead letter, all of the same reason as one, or all. Answers how many. */
export function deleteLetters({ sql }: DurableObjectStorage, ask: ReplayAsk): number {
  const count = (where: string, value: number | string) =>
    sql.exec(`DELETE FROM dead_letter WHERE ${where} RETURNING id`, value).toArray().length
  if ('id' in ask) return count('id = ?', ask.id)
  if ('all' in ask) return count('?', 1)
  const reason = reasonOf(sql, ask.like)
  return reason === undefined ? 0 : count('reason = ?', reason)
}

/** Without a new dead letter for this long they no longer grow. */
export const CALM_MS = HOUR_MS

/** Counted no further: the operator is told that there are many. */
const MANY = 1_000

/** How much was refused of late. */
export function readLetterTrouble(sql: SqlStorage, now: number) {
  const recent = sql
    .exec<{ at: number }>(
      `SELECT at FROM dead_letter WHERE at > ? ORDER BY id DESC LIMIT ${MANY}`,
      now - CALM_MS,
    )
    .toArray()
  const [newest] = recent
  return {
    recent: recent.length,
    isMore: recent.length === MANY,
    calmAt: newest ? newest.at + CALM_MS : NEVER,
  }
}

/** A new contact that was refused is told of for this long, unless it is in Freshsales before. */
const TOLD_MS = DAY_MS

/** How many people were refused for good in the last day and are not in Freshsales at all. */
export function leadsRefused(sql: SqlStorage, now: number): number {
  const [row] = sql
    .exec<{ count: number }>(
      `SELECT COUNT(DISTINCT letter.subject) AS count
       FROM (SELECT * FROM dead_letter ORDER BY id DESC LIMIT ${MANY}) AS letter
       JOIN subject ON subject.id = letter.subject
       WHERE letter.at > ? AND json_valid(letter.record) AND json_valid(subject.state)
         AND letter.record ->> '$.purpose.kind' IN ('contact', 'lead')
         AND subject.state ->> '$.refused' AND subject.state ->> '$.contactId' IS NULL
         AND subject.state ->> '$.leadId' IS NULL`,
      now - TOLD_MS,
    )
    .toArray()
  return row?.count ?? 0
}

/** For `/health` and the console, without personal data; undefined while there is nothing to tell. */
export function tellLeadsRefused(count: number): string | undefined {
  if (count === 0) return undefined
  const leads = count === 1 ? 'a lead' : count >= MANY ? `${MANY} leads or more` : `${count} leads`
  return `Freshsales refused ${leads} in the last day: the dead letters in the console say why and what to do; then replay them.`
}
