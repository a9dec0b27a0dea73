import type { Person } from '../parts/parts.ts'
import { revive } from '../person/createPerson.ts'
import { absorb } from '../person/identity.ts'
import { mergeStamped } from '../person/stamped.ts'
import type { Subjects } from '../person/subjects.ts'
import type { DeadLetter } from '../store/deadLetter.ts'
import { subjectFormat } from '../store/subjectFormat.ts'

/**
 * Takes a person or an account back that another version could not use. Whoever came again meanwhile
 * is known already: the two become one. False when this version cannot use the row either.
 */
export function restoreRow({ state }: DeadLetter, subjects: Subjects, now: number): boolean {
  const read = subjectFormat.read(state ?? '')
  if (!read.ok) return false
  const row = revive(read.row)
  if (row.kind === 'person') restorePerson(row, subjects, now)
  else {
    const { name, id, fields, custom } = row
    const account = subjects.account(name, now)
    mergeStamped(account.fields, fields)
    mergeStamped(account.custom, custom)
    if (id !== undefined) account.id ??= id
    subjects.touch(account)
  }
  return true
}

function restorePerson(row: Person, subjects: Subjects, now: number): void {
  const { keys } = row
  const known = new Set(keys.flatMap((key) => subjects.person(key) ?? []))
  const person = subjects.createPerson(now)
  Object.assign(person, row, { keys: [] })
  for (const key of keys) if (!subjects.byKey(key)) subjects.point(key, person)
  const same = [...known].find((other) => isSame(other, row))
  if (same) merge(same, person, subjects)
}

/** Two people who each have an address of their own stay two. */
const isSame = (one: Person, other: Person) =>
  !one.email || !other.email || one.email === other.email

function merge(known: Person, restored: Person, subjects: Subjects): void {
  const [stays, goes] = known.contactId === undefined ? [restored, known] : [known, restored]
  absorb(stays, goes, subjects)
  subjects.touch(stays)
}
