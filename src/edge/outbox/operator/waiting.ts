import { PRIORITY } from '../person/priority.ts'
import { Subjects } from '../person/subjects.ts'
import { shownSubject } from '../store/subjectRow.ts'
import { readLastMessages } from './deliveries.ts'
import { viewSubject } from './viewSubject.ts'
import type { SubjectView } from './views.ts'

const SHOWN = 100

/** What waits for a call: an entry of a visit that goes on is not late. */
const DUE = `priority < ${PRIORITY.timeline} OR (priority = ${PRIORITY.timeline} AND due_at <= ?)`

/** What waits for the operator; the words of the index `subject_held`. */
export const HELD = `priority = ${PRIORITY.housekeeping} AND waiting_since IS NOT NULL`

/** Who waits, in the order in which they will be served, and who is held back for review. */
export function readWaiting(
  sql: SqlStorage,
  now: number,
): { subjects: SubjectView[]; held: SubjectView[] } {
  const messages = readLastMessages(sql)
  const view = ({ id, state }: SubjectRow) => {
    const subject = shownSubject(state)
    return subject ? [viewSubject(id, subject, messages.get(id))] : []
  }
  const due = `SELECT id, state FROM subject WHERE ${DUE} ORDER BY priority, due_at LIMIT ${SHOWN}`
  const held = `SELECT id, state FROM subject WHERE ${HELD} ORDER BY waiting_since LIMIT ${SHOWN}`
  return {
    subjects: sql.exec<SubjectRow>(due, now).toArray().flatMap(view),
    held: sql.exec<SubjectRow>(held).toArray().flatMap(view),
  }
}

type SubjectRow = { id: number; state: string }

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
