import type { Answer, Call } from '../../../freshsales/api/call.ts'
import { AccountError, CallError, RefusedError } from '../../../freshsales/api/errors.ts'
import type { Problem } from '../../../freshsales/change.ts'
import type { Config } from '../../settings/config.ts'
import { countRefused } from '../forms/countDelivered.ts'
import { noteDeadLetter } from '../journal/journal.ts'
import type { DeliveryOutcome } from '../journal/outcomes.ts'
import type { DoubtAccounts, Purpose, RemovedPart } from '../parts/part.ts'
import { callKindOf, PARTS, type Subject } from '../parts/parts.ts'
import type { DeliveryDeps } from './createDeliveryDeps.ts'
import { forgetRecord } from './forgetRecord.ts'
import type { CallAttempt, Sent, Unanswered } from './makeCall.ts'

/** Freshsales took it: remembers what it told, and returns what got lost on the way. */
export function settle(
  subject: Subject,
  purpose: Purpose,
  outcome: {
    now: number
    config: Config
    answer?: Answer
    /** What was left out of the call. */
    problems: readonly Problem[]
    call?: Call
    /** Absent where nothing was sent. */
    doubtAccounts?: DoubtAccounts
  },
): Problem[] {
  const kind = callKindOf(purpose)
  if (!kind) return []
  resetRetry(subject)
  const lost = kind.settle(subject, purpose, {
    doubtAccounts: () => [],
    ...outcome,
    forgetRecord: forget,
  })
  if (subject.kind === 'person')
    for (const part of PARTS)
      part.tellLost?.(subject, [...outcome.problems, ...lost], outcome.config)
  if (!subject.problems) return lost
  const earlier = subject.problems
  delete subject.problems
  return [...earlier, ...lost]

  function forget() {
    if (subject.kind === 'person') forgetRecord(subject)
  }
}

/** Freshsales refused it for good: takes it out of the way of everything else. Returns what a replay needs. */
export function refuse(subject: Subject, purpose: Purpose): RemovedPart | undefined {
  const kind = callKindOf(purpose)
  if (!kind) return undefined
  resetRetry(subject)
  return kind.refuse(subject, purpose)
}

/** The operator sends it once more: what was refused waits again, and the subject is tried again. */
export function putBack(
  subject: Subject,
  purpose: Purpose | undefined,
  removed: RemovedPart,
): void {
  resetRetry(subject)
  delete subject.refused
  if (purpose) callKindOf(purpose)?.putBack?.(subject, purpose, removed)
}

function resetRetry(subject: Subject): void {
  subject.attempts = 0
  delete subject.retryAt
}

export interface Failure extends Sent, Unanswered {
  /** Undefined once the subject is gone: forgotten while the call was out. */
  subject: Subject | undefined
  doubtAccounts: DoubtAccounts
}

/** Out of the way of everything else, and into the dead letters, for the operator. */
export function setAside(
  { storage, now }: DeliveryDeps,
  { id, step: { purpose } }: CallAttempt,
  { error, call, subject }: Failure,
): DeliveryOutcome {
  if (!subject) return 'refused'
  const lost = refuse(subject, purpose)
  countRefused(storage.sql, { subject, purpose, now: now() })
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

export function statusOf(error: unknown): { status?: number } {
  const status = error instanceof CallError ? error.status : undefined
  return status === undefined ? {} : { status }
}

export function messagesOf(error: unknown): string[] {
  const isSaid = error instanceof RefusedError || error instanceof AccountError
  if (isSaid && error.messages.length) return error.messages
  return [error instanceof Error ? error.message : String(error)]
}
