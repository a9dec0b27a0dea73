import type { RefusedError } from '../../freshsales/api/errors.ts'
import type { Person, Subject } from './person.ts'
import { markAllWaiting } from './stamped.ts'
import type { Purpose } from './step.ts'

/** A contact that is gone again this soon is not made again. */
const AGAIN_MS = 3_600_000

/** What is done to a contact by its id; an upsert would make it again by itself. */
const BY_ID: ReadonlySet<Purpose['kind']> = new Set([
  'read',
  'entry',
  'findEntry',
  'activity',
  'findActivity',
  'deal',
  'findDeals',
])

/**
 * Forgets a contact that somebody deleted in the CRM, so that it is made again with all that is known
 * of the person. False when it is not that: the refusal has another cause.
 */
export function forgetDeleted(
  subject: Subject | undefined,
  { purpose, error, now }: { purpose: Purpose; error: RefusedError; now: number },
): boolean {
  if (subject?.kind !== 'person' || subject.contactId === undefined) return false
  if (!BY_ID.has(purpose.kind) || !isAboutContact(subject, purpose) || !saysGone(error))
    return false
  if (now - (subject.goneAt ?? 0) < AGAIN_MS) return false
  forgetContact(subject)
  subject.goneAt = now
  return true
}

/** The contact is another one from now on, or none: everything is to be told of it anew. */
export function forgetContact(person: Person): void {
  delete person.contactId
  delete person.existed
  delete person.read
  markAllWaiting(person)
  for (const name of Object.keys(person.accounts)) person.accounts[name] = false
  for (const tag of Object.keys(person.tags)) person.tags[tag] = false
}

/** A deal, an entry or another record can be gone as well; each is the matter of its own step. */
function isAboutContact(person: Person, purpose: Purpose): boolean {
  if (purpose.kind === 'activity')
    return person.activities.some(({ key, target }) => key === purpose.key && !target)
  if (purpose.kind === 'deal') return person.deals[purpose.name]?.id === undefined
  if (purpose.kind === 'entry')
    return person.visits.some(({ id, entry }) => id === purpose.visit && !entry)
  return true
}

function saysGone({ status, messages }: RefusedError): boolean {
  return (
    status === 404 ||
    messages.some((text) => /\b(?:targetable|contacts?)\b.*(?:exist|found)/i.test(text))
  )
}
