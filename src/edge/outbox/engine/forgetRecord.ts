import type { RefusedError } from '../../../freshsales/api/errors.ts'
import type { Purpose } from '../parts/part.ts'
import { callKindOf, PARTS, type Person, type Subject } from '../parts/parts.ts'

/** A contact that is gone again this soon is not made again. */
const AGAIN_MS = 3_600_000

/** The contact is another one from now on, or none: everything is to be told of it anew. */
export function forgetRecord(person: Person): void {
  delete person.contactId
  delete person.existed
  for (const part of PARTS) part.forgetRecord?.(person)
}

/**
 * Forgets a contact that somebody deleted in the CRM, so that it is made again with all that is known
 * of the person. False when it is not that: the refusal has another cause.
 */
export function forgetDeleted(
  subject: Subject | undefined,
  { purpose, error, now }: { purpose: Purpose; error: RefusedError; now: number },
): boolean {
  if (subject?.kind !== 'person' || subject.contactId === undefined) return false
  if (!callKindOf(purpose)?.needsContact?.(subject, purpose) || !saysGone(error)) return false
  if (now - (subject.goneAt ?? 0) < AGAIN_MS) return false
  forgetRecord(subject)
  subject.goneAt = now
  return true
}

/** Whether a refusal means that the record it is about, or hangs on, is gone. */
export function saysGone({ status, messages }: RefusedError): boolean {
  return (
    status === 404 ||
    messages.some((text) => /\b(?:targetable|contacts?)\b.*(?:exist|found)/i.test(text))
  )
}
