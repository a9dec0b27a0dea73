import type { Interpretation } from '../../../freshsales/change.ts'
import { interpret } from '../../../freshsales/interpret/interpret.ts'
import type { InterpretSettings } from '../../../freshsales/settings.ts'
import { type AdmittedEvent, wordOf } from '../../collect/admission.ts'
import { countAccepted } from '../journal/countOutcome.ts'
import { noteDeadLetter } from '../journal/journal.ts'
import { Subjects } from '../person/subjects.ts'
import { dropRows, eventsOf, type InboxRow, takeRows } from '../store/inbox.ts'
import { fold } from './fold.ts'

/** Folds the oldest requests of the inbox into their people, all or nothing; false when there are none. */
export function foldInbox(
  storage: DurableObjectStorage,
  settings: InterpretSettings,
  now: number,
): boolean {
  const rows = takeRows(storage.sql)
  if (rows.length === 0) return false
  try {
    foldRows(storage, { rows, settings, now })
  } catch {
    // One of them is at fault: each on its own, so that the others are not held up.
    for (const row of rows) foldAlone(storage, { row, settings, now })
  }
  return true
}

function foldRows(
  storage: DurableObjectStorage,
  { rows, settings, now }: { rows: InboxRow[]; settings: InterpretSettings; now: number },
): void {
  storage.transactionSync(() => {
    const subjects = new Subjects(storage.sql, now)
    const requests = rows.map((row) => ({ ...row, events: eventsOf(row) }))
    for (const { events, source, receivedAt } of requests)
      for (const event of events) {
        const meaning = interpret(event, settings, wordOf(event))
        if (meaning.changes.length === 0 && meaning.problems.length > 0)
          setAside(storage.sql, { event, meaning, source, receivedAt })
        else fold({ event, ...meaning, source, receivedAt, timeline: settings.timeline }, subjects)
      }
    subjects.save()
    countAccepted(storage.sql, requests, now)
    dropRows(storage.sql, rows)
  })
}

/** An event that asks for something that cannot be done as it is: for the operator to see, and to replay once mended. */
function setAside(
  sql: SqlStorage,
  {
    event,
    meaning,
    source,
    receivedAt,
  }: Pick<InboxRow, 'source' | 'receivedAt'> & {
    event: AdmittedEvent
    meaning: Interpretation
  },
): void {
  noteDeadLetter(sql, {
    at: receivedAt,
    subject: 0,
    reason: meaning.problems.map(({ field, reason }) => `${field}: ${reason}`).join('; '),
    inbox: { receivedAt, source, events: JSON.stringify([event]) },
  })
}

/** A request that cannot be folded is set aside whole, with its events, for a later version to mend. */
function foldAlone(
  storage: DurableObjectStorage,
  { row, settings, now }: { row: InboxRow; settings: InterpretSettings; now: number },
): void {
  try {
    foldRows(storage, { rows: [row], settings, now })
  } catch (error) {
    const { receivedAt, source, events, version } = row
    console.error(JSON.stringify({ event: 'fold_failed', error: String(error) }))
    storage.transactionSync(() => {
      noteDeadLetter(storage.sql, {
        at: now,
        subject: 0,
        reason: `This request could not be read: ${error}`,
        inbox: { receivedAt, source, events, version },
      })
      dropRows(storage.sql, [row])
    })
  }
}
