import { AccountError, CallError, RefusedError } from '../../../freshsales/api/errors.ts'
import { noteDeadLetter } from '../journal/journal.ts'
import type { DeliveryOutcome } from '../journal/outcomes.ts'
import type { DoubtAccounts } from '../parts/part.ts'
import type { Subject } from '../parts/parts.ts'
import type { DeliveryDeps } from './createDeliveryDeps.ts'
import type { CallAttempt, Sent, Unanswered } from './makeCall.ts'
import { refuse } from './settle.ts'

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
