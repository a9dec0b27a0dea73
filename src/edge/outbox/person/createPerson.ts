import { PARTS, type Person, type Subject } from '../parts/parts.ts'
import { byName } from './byName.ts'
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
