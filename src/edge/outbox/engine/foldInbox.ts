import type { Interpretation } from '../../../freshsales/change.ts'
import { interpret } from '../../../freshsales/interpret/interpret.ts'
import type { InterpretSettings } from '../../../freshsales/settings.ts'
import { LINK_PARAMETERS } from '../../../protocol/crmLink.ts'
import { type AdmittedEvent, wordOf } from '../../collect/admission.ts'
import { createSignUpCounter, type SignUpCounter } from '../forms/createSignUpCounter.ts'
import { type FoldSettings, foldHot, type Seen, whoIs } from '../hot/foldHot.ts'
import { countAccepted } from '../journal/countOutcome.ts'
import { noteDeadLetter } from '../journal/journal.ts'
import { logEvent, nameError } from '../journal/log.ts'
import { foldLink } from '../links/foldLink.ts'
import type { Messenger } from '../messages/messenger.ts'
import { Subjects } from '../person/subjects.ts'
import { dropRows, eventsOf, type InboxRow, takeRows } from '../store/inbox.ts'
import { dropKeptOut } from './dropKeptOut.ts'
import { eventsToFold } from './eventsToFold.ts'
import { fold } from './fold.ts'
import type { Turns } from './turns.ts'

/** What events are folded with. */
interface Folding {
  settings: InterpretSettings & FoldSettings
  turns: Turns
  send: Messenger['send']
  /** Nothing is counted of what is only tried. */
  isTest?: boolean
  now: number
}

/** What one transaction folds into. */
interface Into {
  subjects: Subjects
  signUps: SignUpCounter | undefined
}

/** Folds the oldest requests of the inbox into their people, all or nothing; false when there are none. */
export async function foldInbox(storage: DurableObjectStorage, folding: Folding): Promise<boolean> {
  await dropKeptOut(storage, folding)
  const rows = takeRows(storage.sql)
  if (rows.length === 0) return false
  try {
    foldRows(storage, rows, folding)
  } catch {
    // One of them is at fault: each on its own, so that the others are not held up.
    for (const row of rows) foldAlone(storage, row, folding)
  }
  return true
}

function foldRows(storage: DurableObjectStorage, rows: InboxRow[], folding: Folding): void {
  const { now } = folding
  storage.transactionSync(() => {
    const into = open(storage.sql, folding)
    const requests = rows.map((row) => ({
      ...row,
      events: eventsToFold(storage.sql, { ...row, events: eventsOf(row) }),
    }))
    for (const { events, source, receivedAt } of requests)
      for (const event of events)
        foldEvent(storage.sql, { event, source, receivedAt }, { ...folding, ...into })
    save(into)
    countAccepted(storage.sql, requests, now)
    dropRows(storage.sql, rows)
  })
}

function open(sql: SqlStorage, { settings: { channels }, turns, isTest, now }: Folding): Into {
  const subjects = new Subjects(sql, now, turns)
  const signUps = isTest ? undefined : createSignUpCounter(sql, { now, subjects, channels })
  return { subjects, signUps }
}

/** What was counted of people stands in their rows as long as it waits. */
function save({ subjects, signUps }: Into): void {
  signUps?.save()
  subjects.save()
}

type OneEvent = Pick<InboxRow, 'source' | 'receivedAt'> & { event: AdmittedEvent }

function foldEvent(
  sql: SqlStorage,
  one: OneEvent,
  { settings, send, subjects, signUps }: Into & Pick<Folding, 'settings' | 'send'>,
): void {
  const meaning = interpret(one.event, settings, wordOf(one.event))
  if (meaning.changes.length === 0 && meaning.problems.length > 0) {
    setAside(sql, { ...one, meaning })
    return
  }
  const before = whoIs(one.event, subjects)
  const folded = fold({ ...one, ...meaning, timeline: settings.timeline }, subjects)
  if (!folded) return
  const { person, isRepeated } = folded
  foldSight(sql, { ...one, ...meaning, person, before, subjects, settings, send })
  if (!isRepeated) signUps?.note(person, one)
}

/** What a page view means beside itself. */
function foldSight(sql: SqlStorage, seen: Seen): void {
  const { link } = seen.event.admission ?? {}
  const parameters = link && new Set([LINK_PARAMETERS[link.type]])
  foldHot(sql, { ...seen, ...(parameters && { parameters }) })
  if (link) foldLink(sql, link, seen)
}

/** An event that asks for something that cannot be done as it is: for the operator to see, and to replay once mended. */
function setAside(
  sql: SqlStorage,
  { event, meaning, source, receivedAt }: OneEvent & { meaning: Interpretation },
): void {
  noteDeadLetter(sql, {
    at: receivedAt,
    subject: 0,
    reason: meaning.problems.map(({ field, reason }) => `${field}: ${reason}`).join('; '),
    inbox: { receivedAt, source, events: JSON.stringify([event]) },
  })
}

/** A request that cannot be folded: each of its events on its own, so that one costs itself alone. */
function foldAlone(storage: DurableObjectStorage, row: InboxRow, folding: Folding): void {
  const { now } = folding
  const { source, receivedAt } = row
  const read = readEvents(row)
  const events = 'events' in read ? read.events : []
  if ('error' in read)
    storage.transactionSync(() => noteUnread(storage.sql, row, { error: read.error, now }))
  for (const event of events)
    try {
      storage.transactionSync(() => {
        const into = open(storage.sql, folding)
        for (const due of eventsToFold(storage.sql, { source, receivedAt, events: [event] }))
          foldEvent(storage.sql, { event: due, source, receivedAt }, { ...folding, ...into })
        save(into)
      })
    } catch (error) {
      const alone = { ...row, events: JSON.stringify([event]) }
      storage.transactionSync(() => noteUnread(storage.sql, alone, { error, now }))
    }
  storage.transactionSync(() => {
    countAccepted(storage.sql, [{ receivedAt, events }], now)
    dropRows(storage.sql, [row])
  })
}

function readEvents(row: InboxRow): { events: AdmittedEvent[] } | { error: unknown } {
  try {
    return { events: eventsOf(row) }
  } catch (error) {
    return { error }
  }
}

/** For a later version to mend. The log does not repeat what was sent. */
function noteUnread(
  sql: SqlStorage,
  { receivedAt, source, events, version }: InboxRow,
  { error, now }: { error: unknown; now: number },
): void {
  logEvent('fold_failed', { error: nameError(error) })
  noteDeadLetter(sql, {
    at: now,
    subject: 0,
    reason: `This request could not be read: ${error}`,
    inbox: { receivedAt, source, events, version },
  })
}
