import type { Change, Interpretation, Problem } from '../../../freshsales/change.ts'
import { type AdmittedEvent, wordOf } from '../../collect/admission.ts'
import type { Config } from '../../settings/config.ts'
import { foldAccount } from '../parts/account.ts'
import type { FoldContext } from '../parts/part.ts'
import { type FoldedObject, PARTS, type Person } from '../parts/parts.ts'
import { aliasPerson, findPerson, type Identity } from '../person/identity.ts'
import { recordOnce, trimLedger } from '../person/ledger.ts'
import { isNew } from '../person/personCore.ts'
import type { Subjects } from '../person/subjects.ts'
import { forgetRecord } from './forgetRecord.ts'

/** One admitted event with what it means for the CRM. */
export interface FoldInput extends Interpretation {
  event: AdmittedEvent
  /** The site it came from. */
  source: string
  /** When the edge admitted it, epoch milliseconds. */
  receivedAt: number
  timeline: Config['timeline']
}

/** Beyond this a broken sender is at work. */
const MAX_PROBLEMS = 20

/** Folds an event into the people and accounts it is about; a repeated event changes nothing. */
export function fold(input: FoldInput, subjects: Subjects): void {
  foldAccounts(input, subjects)
  const identity = identityOf(input)
  if (!identity.email && !identity.userId && !identity.anonymousId) return

  const { event, receivedAt } = input
  const person =
    event.type === 'alias'
      ? aliasPerson(event.previousId, identity, subjects, receivedAt)
      : findPerson(identity, subjects, receivedAt)
  if (!recordOnce(person.seen, event.messageId, receivedAt)) return
  trimLedger(person.seen, receivedAt)
  for (const part of PARTS) part.dropOld?.(person, receivedAt)
  person.lastSeenAt = receivedAt
  person.source ??= input.source
  const context = contextOf(input, person, subjects)
  for (const change of input.changes) foldChange(person, change, context)
  foldAdmission(person, input)
  subjects.touch(person)
}

function foldAccounts({ event, changes, source, receivedAt }: FoldInput, subjects: Subjects): void {
  const at = Date.parse(event.timestamp)
  for (const change of changes) {
    if (change.object !== 'account') continue
    const account = subjects.account(change.name, receivedAt)
    account.source ??= source
    foldAccount(account, change, { at, receivedAt })
    subjects.touch(account)
  }
}

function contextOf(input: FoldInput, person: Person, subjects: Subjects): FoldContext {
  const { event, timeline } = input
  return {
    event,
    at: Date.parse(event.timestamp),
    timeline,
    accountName: (name) => subjects.findAccount(name)?.name ?? name,
    forgetRecord: () => forgetRecord(person),
  }
}

/** Tells every part that hears of changes of this object. */
function foldChange(person: Person, change: Change, context: FoldContext): void {
  const heardAs: FoldedObject = change.object
  for (const part of PARTS) {
    // A part's own table pairs each object with its change; a loop over all parts cannot say so in types.
    const hear = part.fold?.[heardAs] as Hear | undefined
    hear?.(person, change, context)
  }
}

type Hear = (person: Person, change: Change, context: FoldContext) => void

/**
 * Holds back someone new whose sign-up looks odd, until one that does not or the operator lets them
 * through. Who has once been found to be in order is not held again for what another page says.
 */
function foldAdmission(person: Person, { event, problems, withheld }: FoldInput): void {
  const { admission = {} } = event
  const isCleared = person.cleared === true
  if (admission.flags && !isCleared)
    person.flags = [...new Set([...(person.flags ?? []), ...admission.flags])]
  if (admission.held && isNew(person) && !isCleared) person.held = true
  else if (isIntroduction(event, admission.held)) {
    delete person.held
    person.cleared = true
  }
  const lost: Problem[] = [
    ...(admission.problems ?? []),
    ...problems,
    ...withheld,
    // Rows of before name here what admission took out.
    ...(admission.withheld ?? []).map((field) => ({
      field,
      reason: 'left out: nobody vouched for it',
    })),
  ]
  if (lost.length > 0) person.problems = [...(person.problems ?? []), ...lost].slice(-MAX_PROBLEMS)
}

/** A sign-up of its own that nothing is odd about: with an address, or with the word of a server. */
function isIntroduction(event: AdmittedEvent, isHeld: boolean | undefined): boolean {
  return (
    event.type === 'identify' &&
    !isHeld &&
    (event.admission?.judged === true || wordOf(event).provenance !== 'page')
  )
}

function identityOf({ event, people: { email } }: FoldInput): Identity {
  return {
    ...(email && { email }),
    ...(event.userId && { userId: event.userId }),
    ...(event.anonymousId && { anonymousId: event.anonymousId }),
    introduces: event.type === 'identify',
    believed: wordOf(event).provenance !== 'page',
  }
}
