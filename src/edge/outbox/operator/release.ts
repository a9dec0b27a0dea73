import { Subjects } from '../person/subjects.ts'

/** Lets someone through whose sign-up was held back for review; false when nobody of that number is. */
export function release(storage: DurableObjectStorage, id: number, now: number): boolean {
  return storage.transactionSync(() => {
    const subjects = new Subjects(storage.sql, now)
    const person = subjects.byId(id)
    if (person?.kind !== 'person' || !person.held) return false
    delete person.held
    person.letThrough = person.flags ?? []
    subjects.touch(person)
    subjects.save()
    return true
  })
}
