import type { Change, Interpretation } from '../../../freshsales/change.ts'
import { type AdmittedEvent, provenanceOfAccount, wordOf } from '../../collect/admission.ts'
import type { Config } from '../../settings/config.ts'
import { foldAccount } from '../parts/account.ts'
import type { FoldContext } from '../parts/part.ts'
import { type FoldedObject, PARTS, type Person } from '../parts/parts.ts'
import { tellVisit } from '../parts/tellVisit.ts'
import { aliasPerson, findPerson, type Identity } from '../person/identity.ts'
import { keepConsent } from '../person/keepConsent.ts'
import { recordOnce, trimLedger } from '../person/ledger.ts'
import { type Account, isNew, reportProblem } from '../person/personCore.ts'
import type { Said } from '../person/stamped.ts'
import type { Subjects } from '../person/subjects.ts'
import { boundNames } from './boundNames.ts'
import { forgetRecord } from './forgetRecord.ts'
import { isFirst } from './isFirst.ts'
import { changesAfterReview, review, tellUnreviewed } from './review.ts'
import type { Claim } from './turns.ts'

/** One admitted event with what it means for the CRM. */
export interface FoldInput extends Interpretation {
  event: AdmittedEvent
  /** The site it came from. */
  source: string
  /** When the edge admitted it, epoch milliseconds. */
  receivedAt: number
  timeline: Config['timeline']
}

/** What became of an event that was not folded before. */
interface Folded {
  /** Whose it is. */
  person: Person
  /** Another sender has told of the same before. */
  isRepeated: boolean
}

/** Folds an event into the people and accounts it is about; one that was folded before changes nothing. */
export function fold(input: FoldInput, subjects: Subjects): Folded | undefined {
  const identity = identityOf(input)
  if (!identity.email && !identity.userId && !identity.anonymousId) {
    tellCompany(input, foldAccounts(input, input.changes, subjects))
    return undefined
  }
  const { event, receivedAt } = input
  const { person, lookalike } =
    event.type === 'alias'
      ? aliasPerson(event.previousId, identity, subjects, receivedAt)
      : findPerson(identity, subjects, receivedAt)
  const changes = boundNames(person, changesAfterReview(person, input), input)
  const accounts = foldAccounts(input, changes, subjects)
  const isOfCompany = tellCompany(input, accounts)
  const message = { ...input, messageId: event.messageId, by: wordOf(event).provenance }
  if (!recordOnce(person.seen, message, receivedAt)) return undefined
  trimLedger(person.seen, receivedAt)
  for (const part of PARTS) part.dropOld?.(person, receivedAt)
  person.lastSeenAt = receivedAt
  person.source ??= input.source
  keepConsent(person, event, receivedAt)
  const context = contextOf(input, person, subjects)
  if (lookalike) {
    if (isNew(person)) person.isSought ??= true
    tellLookalikes(person, lookalike, context)
    subjects.touch(lookalike)
  }
  const known = changes.filter((change) => !isFirst(person, change, input))
  for (const change of changes) {
    const isRepeated = known.includes(change)
    if (!isRepeated || ONCE_ONLY.has(change.object))
      foldChange(person, lookalike ? withoutId(change) : change, { ...context, isRepeated })
  }
  review(person, isOfCompany ? { ...input, problems: [] } : input)
  tellUnreviewed(person, input, context)
  // A company waits while only people who are held have named it.
  for (const { account, isNew } of accounts)
    if (!person.held) delete account.held
    else if (isNew) account.held = true
  subjects.touch(person, claimOf(input))
  return { person, isRepeated: known.length > 0 }
}

interface NamedAccount {
  account: Account
  isNew: boolean
}

function foldAccounts(
  input: FoldInput,
  changes: readonly Change[],
  subjects: Subjects,
): NamedAccount[] {
  const accounts: NamedAccount[] = []
  const { event, receivedAt } = input
  const said = saidIn(input)
  const by = provenanceOfAccount(said.by)
  for (const change of changes) {
    if (change.object !== 'account') continue
    const known = subjects.findAccount(change.name)
    // What somebody says who is held for review reaches no company that others know.
    if (event.admission?.held && known && !known.held) continue
    const account = known ?? subjects.account(change.name, receivedAt)
    account.source ??= input.source
    accounts.push({ account, isNew: known === undefined })
    foldAccount(account, change, { said: { ...said, by }, receivedAt })
    subjects.touch(account, claimOf(input))
  }
  return accounts
}

/** What a group says of its company goes with that: its people may never have a delivery of their own. */
function tellCompany({ event, problems }: FoldInput, [named]: readonly NamedAccount[]): boolean {
  if (event.type !== 'group' || !named) return false
  reportProblem(named.account, ...problems)
  return true
}

/** What waits by its key, so that a higher word can take the place of what a page said. */
const ONCE_ONLY: ReadonlySet<Change['object']> = new Set(['activity', 'task'])

function claimOf({ event, source }: FoldInput): Claim {
  const group = event.admission?.group
  const isBelieved = wordOf(event).provenance !== 'page'
  return { source, isBelieved, ...(group !== undefined && { group }) }
}

function saidIn({ event, receivedAt }: FoldInput): Said {
  const { provenance: by } = wordOf(event)
  return { at: Date.parse(event.timestamp), by, heardAt: receivedAt }
}

function contextOf(input: FoldInput, person: Person, subjects: Subjects): FoldContext {
  const { event, timeline } = input
  const said = saidIn(input)
  return {
    event,
    at: said.at,
    said,
    timeline,
    isRepeated: false,
    findAccount: (name) => subjects.findAccount(name),
    forgetRecord: () => forgetRecord(person),
  }
}

/** A page gave one person's id with another address: a person has to see whether they are the same. */
function tellLookalikes(person: Person, other: Person, { at, timeline, event }: FoldContext): void {
  const hint = ({ email }: Person) =>
    `May be the same as ${email}: the website gave both the user id ${event.userId}`
  tellVisit(person, { hints: [hint(other)] }, { at, timeline })
  tellVisit(other, { hints: [hint(person)] }, { at, timeline })
}

/** The id stays the other one's. */
function withoutId(change: Change): Change {
  if (change.object !== 'contact') return change
  const { external_id: _, ...fields } = change.fields
  return { ...change, fields }
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

function identityOf({ event, people: { email } }: FoldInput): Identity {
  return {
    ...(email && { email }),
    ...(event.userId && { userId: event.userId }),
    ...(event.anonymousId && { anonymousId: event.anonymousId }),
    introduces: event.type === 'identify',
    provenance: wordOf(event).provenance,
  }
}
