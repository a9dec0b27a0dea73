import type { Problem } from '../../freshsales/change.ts'
import type { Provenance, Word } from '../../freshsales/word.ts'
import type { CrmLink } from '../../protocol/crmLink.ts'
import type { Event } from '../../protocol/event.ts'
import type { QualityFlag } from '../settings/leadQuality.ts'

/** What the edge found out about an event while admitting it. */
export interface Admission {
  /** Who says it; rows of before have `believed` instead. */
  provenance?: Provenance
  /** The fields that its source may set, as `Word` has them; absent where the source limits nothing. */
  fields?: readonly string[]
  /** What of the event was left out, with the reason: ids that identify nobody. */
  problems?: Problem[]
  /** Which of the 4,096 groups of addresses it came from, for fair shares; a hash that tells nobody's address. */
  group?: number
  /** They came by a link in an e-mail of Freshsales, which names the record that it was sent to. */
  link?: CrmLink
  /** The sign-up was looked at, and nothing about it asks for a review. */
  judged?: true
  /** What is odd about the sign-up. */
  flags?: QualityFlag[]
  /** The flags ask for a review: not to be delivered before someone released it. */
  held?: true
  /** Of rows of before: a server's key or a signed identity vouched for the event. */
  believed?: true
  /** Of rows of before: names of what was taken out. */
  withheld?: string[]
}

/** An event as the Outbox stores it. Clients cannot set `admission`: unknown keys are dropped. */
export type AdmittedEvent = Event & { admission?: Admission }

/** Whose word an admitted event is. */
export function wordOf({ admission = {} }: AdmittedEvent): Word {
  const { provenance = admission.believed ? 'server' : 'page', fields } = admission
  return fields === undefined ? { provenance } : { provenance, fields }
}

/** The keys that a signature vouches for are those that a token can name. */
export function provenanceOfKey(
  key: 'email' | 'userId' | 'anonymousId' | 'previousId',
  provenance: Provenance,
): Provenance {
  const isNamed = key === 'email' || key === 'userId'
  return provenance === 'signed' && !isNamed ? 'page' : provenance
}

/** A signature says who a person is, not whose a company is. */
export function provenanceOfAccount(provenance: Provenance): Provenance {
  return provenance === 'signed' ? 'page' : provenance
}
