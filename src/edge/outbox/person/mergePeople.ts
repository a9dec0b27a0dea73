import { PARTS, PERSON_FIELDS, type Person } from '../parts/parts.ts'
import { carryUnknown } from '../store/carryUnknown.ts'
import { mergeLedgers } from './ledger.ts'
import { markInDoubt } from './markInDoubt.ts'

/** `into` takes over all that is known and all that waits of someone who turned out to be the same person. */
export function mergePeople(into: Person, from: Person): void {
  for (const part of PARTS) part.merge(into, from)
  for (const doubtKey of from.unsure ?? []) markInDoubt(into, doubtKey)
  mergeLedgers(into.seen, from.seen)
  into.lastSeenAt = Math.max(into.lastSeenAt, from.lastSeenAt)
  const consents = [into.consent, from.consent].filter((one) => one !== undefined)
  const latest = consents.sort((one, other) => other.at - one.at)[0]
  if (latest) into.consent = latest
  if (from.asContact) into.asContact = true
  carryUnknown(into, from, (name) => PERSON_FIELDS.has(name))
}
