import {
  AccountError,
  CallError,
  RefusedError,
  ThrottledError,
} from '../../../freshsales/api/errors.ts'
import type { DeliveryOutcome } from '../journal/outcomes.ts'
import { noteDeadLetter, noteDelivery } from '../journal.ts'
import { callKindOf, type Subject } from '../parts/parts.ts'
import { clearDoubt } from '../person/markInDoubt.ts'
import { Subjects } from '../person/subjects.ts'
import { writeState } from '../state.ts'
import { ACCOUNT_PROBE_MS, GIVE_UP_MS, probeDelay, retryDelay } from './backoff.ts'
import { pause } from './budget.ts'
import { isList } from './callAnswered.ts'
import type { DeliveryDeps } from './createDeliveryDeps.ts'
import { forgetDeleted } from './forgetRecord.ts'
import type { CallAttempt, Sent } from './makeCall.ts'
import { refuse } from './settle.ts'

interface Failure extends Sent {
  error: unknown
  /** Undefined once the subject is gone: forgotten while the call was out. */
  subject: Subject | undefined
}

/** A call came to nothing: who must act decides what becomes of it. In the caller's transaction. */
export function callFailed(
  deps: DeliveryDeps,
  attempt: CallAttempt,
  sent: Sent & { error: unknown },
): void {
  const { storage, now } = deps
  const { id, step, budget } = attempt
  const subjects = new Subjects(storage.sql, now())
  const subject = subjects.byId(id)
  const outcome = consequence(deps, attempt, { ...sent, subject })
  if (subject) {
    subjects.touch(subject)
    subjects.save()
  }
  writeState(storage.sql, 'budget', budget)
  const { call, took, problems, error } = sent
  noteDelivery(storage.sql, {
    at: now(),
    subject: id,
    outcome,
    purpose: step.purpose.kind,
    call,
    took,
    problems,
    messages: messagesOf(error),
    ...statusOf(error),
  })
}

function consequence(deps: DeliveryDeps, attempt: CallAttempt, failure: Failure): DeliveryOutcome {
  const { error, subject } = failure
  const { step } = attempt
  if (
    !(
      error instanceof ThrottledError ||
      error instanceof AccountError ||
      error instanceof RefusedError
    )
  )
    return tryAgain(deps, attempt, failure)
  // Freshsales said no before doing anything: a create need not be looked for.
  if (subject && step.doubtKey !== undefined) clearDoubt(subject, step.doubtKey)
  if (error instanceof RefusedError) return refused(deps, attempt, { ...failure, error })
  if (error instanceof ThrottledError) {
    // Nobody's fault and nobody's attempt: the account as a whole waits.
    pause(attempt.budget, 'throttled', deps.now() + error.retryAfterSeconds * 1_000)
    return 'throttled'
  }
  if (isList(step.purpose) && error.status === FORBIDDEN) return giveUp(deps, attempt, failure)
  pause(attempt.budget, 'account', deps.now() + ACCOUNT_PROBE_MS)
  return 'account'
}

const FORBIDDEN = 403

/** The record is at fault, unless it can be completed or the contact is gone. */
function refused(
  deps: DeliveryDeps,
  attempt: CallAttempt,
  failure: Failure & { error: RefusedError },
): DeliveryOutcome {
  const { config, now } = deps
  const { purpose } = attempt.step
  const { error, subject } = failure
  delete attempt.budget.failures
  const defaults = callKindOf(purpose)?.defaults
  if (defaults?.mayHelp(purpose, error, config.defaults)) {
    if (subject) defaults.apply(subject, config.defaults, { purpose, error })
    return 'retrying'
  }
  if (forgetDeleted(subject, { purpose, error, now: now() })) return 'retrying'
  return giveUp(deps, attempt, failure)
}

/** Nobody is at fault: the subject waits, ever longer, and all of them while Freshsales is down. */
function tryAgain(deps: DeliveryDeps, attempt: CallAttempt, failure: Failure): DeliveryOutcome {
  const { now, random } = deps
  const { budget } = attempt
  const { subject } = failure
  budget.failures = (budget.failures ?? 0) + 1
  const delay = probeDelay(budget.failures)
  if (delay !== undefined) pause(budget, 'outage', now() + delay)
  if (!subject) return 'retrying'
  subject.attempts++
  subject.retryAt = now() + retryDelay(subject.attempts, random())
  const hasWaited = now() - (subject.waitingSince ?? now())
  return hasWaited < GIVE_UP_MS ? 'retrying' : setAside(deps, attempt, failure)
}

function giveUp(deps: DeliveryDeps, attempt: CallAttempt, failure: Failure): DeliveryOutcome {
  const { purpose } = attempt.step
  delete attempt.budget.failures
  if (!isList(purpose)) return setAside(deps, attempt, failure)
  // The account has no such list or does not show it: names stay names, and the lead goes out.
  deps.lists.remember(purpose.name, undefined, deps.now())
  return 'refused'
}

/** Out of the way of everything else, and into the dead letters, for the operator. */
function setAside(
  { storage, now }: DeliveryDeps,
  { id, step: { purpose } }: CallAttempt,
  { error, call, subject }: Failure,
): DeliveryOutcome {
  if (!subject) return 'refused'
  const lost = refuse(subject, purpose)
  noteDeadLetter(storage.sql, {
    at: now(),
    subject: id,
    reason: messagesOf(error).join('; '),
    purpose,
    call,
    ...(lost && { lost }),
    ...statusOf(error),
  })
  return 'refused'
}

function statusOf(error: unknown): { status?: number } {
  const status = error instanceof CallError ? error.status : undefined
  return status === undefined ? {} : { status }
}

function messagesOf(error: unknown): string[] {
  if (error instanceof RefusedError && error.messages.length) return error.messages
  return [error instanceof Error ? error.message : String(error)]
}
