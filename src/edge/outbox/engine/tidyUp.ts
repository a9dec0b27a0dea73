import type { Problem } from '../../../freshsales/change.ts'
import { HOUR_MS } from '../../../protocol/time.ts'
import { countIfDelivered, countRefused } from '../forms/countDelivered.ts'
import { noteDeadLetter, noteDelivery } from '../journal/journal.ts'
import type { DeliveryOutcome } from '../journal/outcomes.ts'
import { PRIORITY } from '../person/priority.ts'
import { expiry } from '../person/schedule.ts'
import type { DeliveryDeps } from './createDeliveryDeps.ts'
import type { Next, ReadyStep } from './plan.ts'
import { refuse, settle } from './settle.ts'

/** `DRY_RUN` plans a subject again after this long. */
const DRY_RUN_MS = HOUR_MS

/** A subject that is due but has no next step is looked at again after this long, not at once. */
const STUCK_MS = HOUR_MS

/** Whatever needs no call: values that cannot be sent, a dry run, someone to be forgotten. */
export function tidyUp(
  { id, subject, subjects, step }: Next,
  priority: number,
  { storage, config, now }: DeliveryDeps,
): void {
  if (step?.do === 'settle') {
    const lost = settle(subject, step.purpose, { now: now(), config, problems: step.problems })
    countIfDelivered(storage.sql, subject, now())
    note('repaired', step, [...step.problems, ...lost])
  } else if (step?.do === 'refuse') {
    const { purpose, problems } = step
    const lost = refuse(subject, purpose)
    countRefused(storage.sql, { subject, purpose, now: now() })
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
