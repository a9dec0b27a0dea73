import {
  AccountError,
  CallError,
  RefusedError,
  ThrottledError,
} from '../../freshsales/api/errors.ts'
import { ACCOUNT_PROBE_MS, GIVE_UP_MS, probeDelay, retryDelay } from './backoff.ts'
import { pause } from './budget.ts'
import type { Delivering } from './deliver.ts'
import { forgetDeleted } from './forgetContact.ts'
import { noteDeadLetter, noteDelivery, type Outcome } from './journal.ts'
import type { Sending, Sent } from './makeCall.ts'
import { needsDefaults } from './needsDefaults.ts'
import { type Subject, settleUnsure } from './person.ts'
import { refuse } from './settle.ts'
import { writeState } from './state.ts'
import { stampDefaults } from './steps/contact.ts'
import { Subjects } from './subjects.ts'

interface Failure extends Sent {
  error: unknown
  begun: number
}

/** A call came to nothing: who must act decides what becomes of it. */
export function callFailed(delivering: Delivering, sending: Sending, failure: Failure): void {
  const { storage, now } = delivering
  const { id, step, budget } = sending
  const { error, call, problems } = failure
  const subjects = new Subjects(storage.sql, now())
  const subject = subjects.byId(id)
  const outcome = consequence(delivering, sending, { failure, subject })
  if (subject) {
    subjects.touch(subject)
    subjects.save()
  }
  writeState(storage.sql, 'budget', budget)
  const status = error instanceof CallError ? error.status : undefined
  noteDelivery(storage.sql, {
    at: now(),
    subject: id,
    outcome,
    purpose: step.purpose.kind,
    call,
    took: now() - failure.begun,
    problems,
    messages: messagesOf(error),
    ...(status !== undefined && { status }),
  })
}

function consequence(
  delivering: Delivering,
  { id, step, budget }: Sending,
  { failure, subject }: { failure: Failure; subject: Subject | undefined },
): Outcome {
  const { now, random, lists } = delivering
  const { error } = failure
  if (error instanceof ThrottledError) {
    // Nobody's fault and nobody's attempt: the account as a whole waits.
    pause(budget, 'throttled', now() + error.retryAfterSeconds * 1_000)
    certain()
    return 'throttled'
  }
  const isList = step.purpose.kind === 'list'
  if (error instanceof AccountError && !(isList && error.status === 403)) {
    pause(budget, 'account', now() + ACCOUNT_PROBE_MS)
    certain()
    return 'account'
  }
  if (error instanceof RefusedError || error instanceof AccountError) {
    delete budget.failures
    certain()
    if (error instanceof RefusedError && needsDefaults(step.purpose, error, delivering.config)) {
      if (subject?.kind === 'person') stampDefaults(subject, delivering.config.defaults)
      return 'retrying'
    }
    if (error instanceof RefusedError && isForgotten(error)) return 'retrying'
    // The account has no such list or does not show it: names stay names, and the lead goes out.
    if (step.purpose.kind === 'list') lists.remember(step.purpose.name, undefined, now())
    else giveUp(delivering, { id, step, budget }, { failure, subject })
    return 'refused'
  }
  budget.failures = (budget.failures ?? 0) + 1
  const delay = probeDelay(budget.failures)
  if (delay !== undefined) pause(budget, 'outage', now() + delay)
  if (!subject) return 'retrying'
  subject.attempts++
  subject.retryAt = now() + retryDelay(subject.attempts, random())
  if (now() - (subject.waitingSince ?? now()) < GIVE_UP_MS) return 'retrying'
  giveUp(delivering, { id, step, budget }, { failure, subject })
  return 'refused'

  function isForgotten(refusal: RefusedError): boolean {
    return forgetDeleted(subject, { purpose: step.purpose, error: refusal, now: now() })
  }

  /** Freshsales said no before doing anything: a create need not be looked for. */
  function certain() {
    if (subject && step.once) settleUnsure(subject, step.once)
  }
}

function giveUp(
  { storage, now }: Delivering,
  { id, step: { purpose } }: Sending,
  { failure, subject }: { failure: Failure; subject: Subject | undefined },
): void {
  if (!subject) return
  const { error, call } = failure
  const lost = refuse(subject, purpose)
  const status = error instanceof CallError ? error.status : undefined
  noteDeadLetter(storage.sql, {
    at: now(),
    subject: id,
    reason: messagesOf(error).join('; '),
    purpose,
    call,
    ...(lost && { lost }),
    ...(status !== undefined && { status }),
  })
}

function messagesOf(error: unknown): string[] {
  if (error instanceof RefusedError && error.messages.length) return error.messages
  return [error instanceof Error ? error.message : String(error)]
}
