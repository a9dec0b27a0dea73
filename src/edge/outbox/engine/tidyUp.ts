import type { Problem } from '../../../freshsales/change.ts'
import { noteDeadLetter, noteDelivery } from '../journal/journal.ts'
import { logEvent } from '../journal/logDelivery.ts'
import type { DeliveryOutcome } from '../journal/outcomes.ts'
import { PRIORITY } from '../person/priority.ts'
import { expiry } from '../person/schedule.ts'
import { Subjects } from '../person/subjects.ts'
import { setAside } from '../store/deadLetter.ts'
import { dropSubject } from '../store/subjectRow.ts'
import type { DeliveryDeps } from './createDeliveryDeps.ts'
import { GIVE_UP_MS, retryDelay } from './pace.ts'
import type { Next, ReadyStep } from './plan.ts'
import { refuse, settle } from './settle.ts'

/** `DRY_RUN` plans a subject again after this long. */
const DRY_RUN_MS = 3_600_000

/** A subject that is due but has no next step is looked at again after this long, not at once. */
const STUCK_MS = 3_600_000

/** Whatever needs no call: values that cannot be sent, a dry run, someone to be forgotten. */
export function tidyUp(
  { id, subject, subjects, step }: Next,
  priority: number,
  { storage, config, now }: DeliveryDeps,
): void {
  if (step?.do === 'settle') {
    const lost = settle(subject, step.purpose, { now: now(), config, problems: step.problems })
    note('repaired', step, [...step.problems, ...lost])
  } else if (step?.do === 'refuse') {
    const { purpose, problems } = step
    const lost = refuse(subject, purpose)
    note('refused', step, problems)
    const reason = problems.map(({ field, reason }) => `${field}: ${reason}`).join('; ')
    noteDeadLetter(storage.sql, { at: now(), subject: id, reason, purpose, ...(lost && { lost }) })
  } else if (step) {
    note('planned', step, step.problems)
    subject.retryAt = now() + DRY_RUN_MS
  } else if (expiry(subject) <= now()) {
    subjects.remove(subject)
    return
  } else if (priority !== PRIORITY.housekeeping && (subject.retryAt ?? 0) <= now())
    subject.retryAt = now() + STUCK_MS
  subjects.touch(subject)
  subjects.save()

  function note(outcome: DeliveryOutcome, of: ReadyStep, problems: Problem[]) {
    const call = of.do === 'call' ? { call: of.call } : {}
    const purpose = of.purpose.kind
    noteDelivery(storage.sql, { at: now(), subject: id, outcome, purpose, problems, ...call })
  }
}

/** When not even the row can be read or written. */
const UNWRITABLE_MS = 3_600_000

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
