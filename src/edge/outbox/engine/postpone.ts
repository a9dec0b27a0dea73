import { HOUR_MS } from '../../../protocol/time.ts'
import { logEvent } from '../journal/log.ts'
import { Subjects } from '../person/subjects.ts'
import { setAside } from '../store/deadLetter.ts'
import { dropSubject } from '../store/subjectRow.ts'
import type { DeliveryDeps } from './createDeliveryDeps.ts'
import { GIVE_UP_MS, retryDelay } from './pace.ts'

/** When not even the row can be read or written. */
const UNWRITABLE_MS = HOUR_MS

/**
 * Something of our own failed about a subject: it waits, ever longer, and after a week its row is set
 * aside, so that the next one is not held up. Throws only where nothing can be written at all.
 */
export function postpone(deps: DeliveryDeps, id: number, error: unknown): void {
  const { storage } = deps
  const kind = error instanceof Error ? error.name : 'unknown'
  logEvent('subject_failed', { error: kind })
  try {
    storage.transactionSync(() => retryLater(deps, id, kind))
  } catch {
    // The row stays as it is; only its turn comes later.
    storage.sql.exec('UPDATE subject SET due_at = ? WHERE id = ?', deps.now() + UNWRITABLE_MS, id)
  }
}

function retryLater({ storage, now, random }: DeliveryDeps, id: number, kind: string): void {
  const { sql } = storage
  const subjects = new Subjects(sql, now())
  const subject = subjects.byId(id)
  if (!subject) return
  if (now() - (subject.waitingSince ?? now()) < GIVE_UP_MS) {
    subject.attempts++
    subject.retryAt = now() + retryDelay(subject.attempts, random())
    subjects.touch(subject)
    subjects.save()
    return
  }
  const [row] = sql.exec<{ state: string }>('SELECT state FROM subject WHERE id = ?', id).toArray()
  const who = dropSubject(sql, id)
  const what = 'This record of the outbox'
  const reason = `it failed for a week (${kind})`
  setAside(sql, {
    at: now(),
    subject: id,
    what,
    reason,
    state: row?.state ?? '',
    ...(who && { who }),
  })
}
