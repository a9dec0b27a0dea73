import { PARTS, PERSON_FIELDS, type Person, type Subject } from '../parts/parts.ts'
import { carryUnknown } from '../store/rowFormat.ts'
import { byName } from './byName.ts'
import { mergeLedgers } from './ledger.ts'
import { markInDoubt } from './markInDoubt.ts'
import type { PersonCore } from './personCore.ts'

/** A row of an earlier version gets what it lacks, and names of visitors' choice become safe again. */
export function revive(subject: Subject): Subject {
  return subject.kind === 'person' ? complete(subject) : subject
}

export function createPerson(at: number): Person {
  const core: PersonCore = { kind: 'person', keys: [], seen: {}, attempts: 0, lastSeenAt: at }
  return complete(core)
}

/** Adds what a part owns and the row lacks. JSON cannot tell a record without a prototype from any other. */
function complete(core: PersonCore): Person {
  const fields = core as unknown as Fields
  for (const part of PARTS)
    for (const [name, empty] of Object.entries(part.empty() as Fields)) {
      const known = fields[name]
      if (known === undefined) fields[name] = empty
      else if (Object.getPrototypeOf(empty) === null) fields[name] = byName(known as Fields)
    }
  return core as Person
}

type Fields = { [name: string]: unknown }

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
  if (from.signUps) into.signUps = [...(into.signUps ?? []), ...from.signUps]
  carryUnknown(into, from, (name) => PERSON_FIELDS.has(name))
}
