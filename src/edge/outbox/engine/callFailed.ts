import type { Call } from '../../../freshsales/api/call.ts'
import { AccountError, RefusedError, ThrottledError } from '../../../freshsales/api/errors.ts'
import { MINUTE_MS } from '../../../protocol/time.ts'
import { noteDelivery } from '../journal/journal.ts'
import type { DeliveryOutcome } from '../journal/outcomes.ts'
import { callKindOf } from '../parts/parts.ts'
import { clearDoubt } from '../person/markInDoubt.ts'
import { Subjects } from '../person/subjects.ts'
import { writeState } from '../store/state.ts'
import { barKind, barredFor, callKindName, wasBarred } from './barredKinds.ts'
import { makeRoom, noteThrottled, pause } from './budget.ts'
import { isList } from './callAnswered.ts'
import type { DeliveryDeps } from './createDeliveryDeps.ts'
import { doubtAccounts, forgetDeleted } from './forgetRecord.ts'
import type { CallAttempt, Sent, Unanswered } from './makeCall.ts'
import { ACCOUNT_PROBE_MS, GIVE_UP_MS, probeDelay, retryDelay } from './pace.ts'
import { type Failure, messagesOf, setAside, statusOf } from './settle.ts'

/** A call came to nothing: who must act decides what becomes of it. In the caller's transaction. */
export function callFailed(
  deps: DeliveryDeps,
  attempt: CallAttempt,
  sent: Sent & Unanswered,
): void {
  const { storage, now } = deps
  const { id, step, budget } = attempt
  const subjects = new Subjects(storage.sql, now())
  const subject = subjects.byId(id)
  const doubt = doubtAccounts(subjects, now())
  const outcome = consequence(deps, attempt, { ...sent, subject, doubtAccounts: doubt })
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
  const { error, subject, call } = failure
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
  if (subject && step.doubtKey !== undefined && !step.staysInDoubt)
    clearDoubt(subject, step.doubtKey)
  if (failure.wantsRoomFor !== undefined) {
    makeRoom(attempt.budget, { ...deps.config, calls: failure.wantsRoomFor }, deps.now())
    return 'throttled'
  }
  if (error instanceof ThrottledError) return throttled(deps, attempt, { ...failure, error })
  if (error instanceof RefusedError && !isOfTheAccount(error, call))
    return refused(deps, attempt, { ...failure, error })
  if (error.status === UNAUTHORIZED) {
    pause(attempt.budget, 'account', deps.now() + ACCOUNT_PROBE_MS)
    return 'account'
  }
  if (isList(step.purpose)) return giveUp(deps, attempt, failure)
  return barred(deps, attempt, failure)
}

const UNAUTHORIZED = 401

/**
 * Nobody's fault and nobody's attempt: the account as a whole waits. Whoever meets it again lets
 * others ask first, and waits alone when those pass: then it is said of that record.
 */
function throttled(
  deps: DeliveryDeps,
  attempt: CallAttempt,
  failure: Failure & { error: ThrottledError },
): DeliveryOutcome {
  const { error, subject } = failure
  const until = deps.now() + error.retryAfterSeconds * 1_000
  const { times, othersPass } = noteThrottled(attempt.budget, attempt.id)
  if (subject && othersPass && times > 2) {
    const outcome = waitAlone(deps, attempt, failure)
    subject.retryAt = Math.max(subject.retryAt ?? 0, until)
    return outcome
  }
  pause(attempt.budget, 'throttled', until)
  if (subject && times > 1) subject.retryAt = until + PROBED_FIRST_MS
  return 'throttled'
}

/** The plan has ended, or nothing of that name is in the account at all: not the record is wrong. */
function isOfTheAccount({ status }: RefusedError, { method, path }: Call): boolean {
  const [, collection = '', id] = path.split('?', 1)[0]?.split('/') ?? []
  const isMaking = method === 'POST' && MAKING_RECORDS.has(collection) && !Number(id ?? 0)
  return status === PAYMENT_REQUIRED || (isMaking && NOTHING_THERE.has(status))
}

const PAYMENT_REQUIRED = 402

/** Not found, no such method, gone. */
const NOTHING_THERE: ReadonlySet<number> = new Set([404, 405, 410])

/** Where a record is made that needs no other: a 404 cannot be about one that is gone. */
const MAKING_RECORDS: ReadonlySet<string> = new Set(['contacts', 'leads', 'sales_accounts'])

/** Refused for the kind of call; or, where others pass, for what this one is. */
function barred(deps: DeliveryDeps, attempt: CallAttempt, failure: Failure): DeliveryOutcome {
  const { storage, now } = deps
  const { error, call, subject } = failure
  delete attempt.budget.failures
  const kind = callKindName(call)
  const { status = 403 } = statusOf(error)
  const words = messagesOf(error).join('; ')
  const { id } = attempt
  if (subject?.barredBefore?.includes(kind) && !wasBarred(storage.sql, kind)) {
    delete subject.barredBefore
    return setAside(deps, attempt, failure)
  }
  const isBarred = barKind(storage.sql, { kind, subject: id, status, words, now: now() })
  if (!subject) return 'retrying'
  const before = subject.barredBefore ?? []
  subject.barredBefore = [...before.filter((each) => each !== kind), kind]
  // Whoever was not refused yet asks first whether it was the record or the right.
  subject.retryAt = now() + (isBarred ? barredFor(kind) + PROBED_FIRST_MS : aloneFor(kind, before))
  return 'retrying'
}

const PROBED_FIRST_MS = 10_000

/** Who is refused alone is asked about soon once, and then as rarely as all are. */
const aloneFor = (kind: string, before: readonly string[]) =>
  before.includes(kind) ? barredFor(kind) : ALONE_MS
const ALONE_MS = MINUTE_MS

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
  const { status, messages } = error
  const refusal = { now: now(), status, messages, doubtAccounts: failure.doubtAccounts }
  if (subject && callKindOf(purpose)?.letGo?.(subject, purpose, refusal)) return 'retrying'
  return giveUp(deps, attempt, failure)
}

/** Nobody is at fault: the subject waits, and all of them while Freshsales is down. */
function tryAgain(deps: DeliveryDeps, attempt: CallAttempt, failure: Failure): DeliveryOutcome {
  const { budget } = attempt
  budget.failures = (budget.failures ?? 0) + 1
  const delay = probeDelay(budget.failures)
  if (delay !== undefined) pause(budget, 'outage', deps.now() + delay)
  return waitAlone(deps, attempt, failure)
}

/** The subject waits, ever longer, and nobody with it. */
function waitAlone(deps: DeliveryDeps, attempt: CallAttempt, failure: Failure): DeliveryOutcome {
  const { now, random } = deps
  const { subject } = failure
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
