import type { RefusedError } from '../../../freshsales/api/errors.ts'
import { HOUR_MS } from '../../../protocol/time.ts'
import type { DoubtAccounts, Purpose } from '../parts/part.ts'
import { callKindOf, PARTS, type Person, type Subject } from '../parts/parts.ts'
import { isNew } from '../person/personCore.ts'
import type { Subjects } from '../person/subjects.ts'

/** A record that is gone again this soon is not made again. */
const AGAIN_MS = HOUR_MS

/** The contact is another one from now on, or none: everything is to be told of it anew. */
export function forgetRecord(person: Person): void {
  delete person.contactId
  delete person.existed
  for (const part of PARTS) part.forgetRecord?.(person)
}

/**
 * Forgets a contact that somebody deleted in the CRM, or a lead that was deleted or converted, so that
 * it is looked for or made again with all that is known of the person. False: the refusal has another cause.
 */
export function forgetDeleted(
  subject: Subject | undefined,
  { purpose, error, now }: { purpose: Purpose; error: RefusedError; now: number },
): boolean {
  if (subject?.kind !== 'person' || isNew(subject)) return false
  if (!callKindOf(purpose)?.needsContact?.(subject, purpose) || !saysGone(error)) return false
  if (now - (subject.goneAt ?? 0) < AGAIN_MS) return false
  forgetRecord(subject)
  delete subject.leadId
  subject.goneAt = now
  return true
}

/** Whether a refusal means that the record it is about, or hangs on, is gone. */
export function saysGone({ status, messages }: RefusedError): boolean {
  return (
    status === 404 ||
    messages.some((text) => /\b(?:targetable|contacts?|leads?)\b.*(?:exist|found)/i.test(text))
  )
}

/** An account that was seen in Freshsales this lately is there: the refusal has another cause. */
const SURE_MS = 600_000

export function doubtAccounts(subjects: Subjects, now: number): DoubtAccounts {
  return (names) =>
    names.filter((name) => {
      const account = subjects.findAccount(name)
      if (account?.id === undefined || account.isDoubted === false) return false
      if (now - (account.seenAt ?? 0) < SURE_MS) return false
      account.isDoubted = true
      subjects.touch(account)
      return true
    })
}
