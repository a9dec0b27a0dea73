// What holds back all calls, and what ends it.

import { logEvent } from '../journal/log.ts'
import { PRIORITY } from '../person/priority.ts'
import { Subjects } from '../person/subjects.ts'
import { readState, writeState } from '../store/state.ts'
import type { Budget } from './budget.ts'

/** Since when the operator has held back all calls, epoch milliseconds; accepting goes on. */
export function pausedSince(sql: SqlStorage): number | undefined {
  return readState<number | null>(sql, 'pausedSince', null) ?? undefined
}

/** Survives restarts: only `resumeDelivery` ends it. Pausing twice keeps the first time. */
export function pauseDelivery(sql: SqlStorage, now: number): void {
  if (pausedSince(sql) === undefined) writeState(sql, 'pausedSince', now)
}

export function resumeDelivery(sql: SqlStorage): void {
  writeState(sql, 'pausedSince', null)
}

/** Enough to learn whether the cause is gone; the others come back by themselves. */
const AT_MOST = 100

/**
 * Ends the wait after an outage, a refused key or a 429, so that the next call goes out at once.
 * Why it waited is kept until Freshsales answers: if it still refuses, the wait begins anew. Our own
 * quota is not lifted. False when nothing was waited for.
 */
export function tryNow(storage: DurableObjectStorage, now: number): boolean {
  return storage.transactionSync(() => {
    const budget = readState<Budget>(storage.sql, 'budget', { spent: {} })
    const isWaiting = (budget.pausedUntil ?? 0) > now
    delete budget.pausedUntil
    if (isWaiting) writeState(storage.sql, 'budget', budget)
    const retried = retrySubjects(storage.sql, now)
    logEvent('delivery_tried', { retried })
    return isWaiting || retried > 0
  })
}

/** Those who were tried in vain wait on their own account as well. */
function retrySubjects(sql: SqlStorage, now: number): number {
  const subjects = new Subjects(sql, now)
  const rows = sql
    .exec<{ id: number }>(
      `SELECT id FROM subject WHERE priority <= ${PRIORITY.mapped} AND due_at > ?
         AND json_valid(state) AND state ->> '$.attempts' > 0 ORDER BY priority, due_at LIMIT ${AT_MOST}`,
      now,
    )
    .toArray()
  for (const { id } of rows) {
    const subject = subjects.byId(id)
    if (!subject) continue
    delete subject.retryAt
    subjects.touch(subject)
  }
  subjects.save()
  return rows.length
}
