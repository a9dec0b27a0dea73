import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../protocol/time.ts'
import { logEvent } from '../journal/log.ts'
import type { Subject } from '../parts/parts.ts'
import { isNew } from '../person/personCore.ts'
import { PRIORITY } from '../person/priority.ts'
import { Subjects } from '../person/subjects.ts'
import { readState, writeState } from '../store/state.ts'
import { type Budget, type Limits, SLOT_MS, spentWithin } from './budget.ts'
import type { DeliveryDeps } from './createDeliveryDeps.ts'
import type { CallAttempt } from './makeCall.ts'

/**
 * What always holds, whatever happens; looked at before and after each call, also in production. One
 * that does not is logged, counted and alerted, and its subject waits where the call would do harm.
 */
export const INVARIANTS = {
  'call-marked':
    'a call whose effect a repetition would double leaves only when it is marked in doubt',
  'budget-kept': 'no call leaves that the limits of the minute and the hour do not allow',
  'due-in-time': 'what waits is looked at again within a week',
  'ledger-bounded': 'the ledger of a person covers a week and no more than it can be searched for',
  'row-bounded': 'the row of a person stays below its limit',
  'one-contact': 'a person who has a contact does not get another one',
  progress: 'what needs no call is settled in a few turns, and does not come again and again',
} as const

export type Invariant = keyof typeof INVARIANTS

/** How often each was broken, and when the last time was. */
export type BrokenInvariants = { [name in Invariant]?: { times: number; at: number } }

/** A subject whose call would do harm is looked at again after this long. */
const CONTAINED_MS = HOUR_MS

/** Backoff, a cap on new contacts and a visit that goes on all end far sooner. */
const LONGEST_WAIT_MS = 7 * DAY_MS

/** As much of a person as one read and one write of a row may cost. */
const MAX_ROW_CHARACTERS = 256 * 1024

/** Some ten thousand events in a week. */
const MAX_LEDGER_CHARACTERS = 96 * 1024

/** Calls that make a record each time they are repeated. */
const CREATES = /^\/(?:notes|deals|sales_activities|tasks|leads)(?:\?|$)/

/** Whether the call may leave; if not, its subject waits. Looks at the row once and does not parse it. */
export function mayLeave(deps: DeliveryDeps, attempt: CallAttempt): boolean {
  const { storage, config, now } = deps
  const { id, step } = attempt
  const mark = JSON.stringify(step.doubtKey ?? '')
  const [row] = storage.sql
    .exec<{ size: number; marked: number }>(
      'SELECT length(state) AS size, instr(state, ?) AS marked FROM subject WHERE id = ?',
      mark,
      id,
    )
    .toArray()
  if (!row) return true
  const harmful = harmfulIn(attempt, { isMarked: row.marked > 0, limits: config, now: now() })
  if (harmful.length === 0 && row.size <= MAX_LEDGER_CHARACTERS) return true
  storage.transactionSync(() => {
    const subjects = new Subjects(storage.sql, now())
    const subject = subjects.byId(id)
    const broken = [...harmful, ...(subject ? oversized(row.size, subject) : [])]
    for (const name of broken) report(storage.sql, name, now())
    if (subject && harmful.length > 0) contain(subject, subjects, now())
  })
  return harmful.length === 0
}

/** Pure. */
function harmfulIn(
  { step: { call, doubtKey }, budget }: CallAttempt,
  { isMarked, limits, now }: { isMarked: boolean; limits: Limits; now: number },
): Invariant[] {
  const isCreate = call.method === 'POST' && call.base !== 'track' && CREATES.test(call.path)
  const mayRepeat = doubtKey === undefined ? !isCreate : isMarked
  const isAffordable = hasRoom(budget, limits, now)
  return [
    ...(mayRepeat ? [] : (['call-marked'] as const)),
    ...(isAffordable ? [] : (['budget-kept'] as const)),
  ]
}

/** Apart from how delivery counts; most of the time the counts of two hours and seven slots tell. */
function hasRoom({ spent, hours }: Budget, limits: Limits, now: number): boolean {
  const hour = Math.floor(now / HOUR_MS)
  const most = hours ? (hours[hour] ?? 0) + (hours[hour - 1] ?? 0) : limits.hourlyCalls
  if (most >= limits.hourlyCalls && spentWithin({ spent }, HOUR_MS, now) >= limits.hourlyCalls)
    return false
  const slot = Math.floor(now / SLOT_MS)
  let calls = 0
  for (let each = slot - MINUTE_MS / SLOT_MS; each <= slot; each++) calls += spent[each] ?? 0
  return calls < limits.minuteCalls
}

function oversized(size: number, subject: Subject): Invariant[] {
  const days = subject.kind === 'person' ? Object.values(subject.seen) : []
  const marks = days.reduce((sum, day) => sum + day.length, 0)
  return [
    ...(size > MAX_ROW_CHARACTERS ? (['row-bounded'] as const) : []),
    ...(marks > MAX_LEDGER_CHARACTERS ? (['ledger-bounded'] as const) : []),
  ]
}

/** A contact was made: the subject as it was before the answer was settled must have had none. */
export function checkOneContact(
  sql: SqlStorage,
  { subject, status, kind, now }: { subject: Subject; status: number; kind: string; now: number },
): void {
  const isSecond = kind === 'contact' && status === 201 && subject.kind === 'person'
  if (isSecond && !isNew(subject)) report(sql, 'one-contact', now)
}

/** Values that cannot be sent are settled part by part. */
const MOST_TIDY_UPS = 100

/**
 * Whether a subject may be tidied up once more since the last call or rest of the outbox; if not, it waits:
 * a subject that is due for ever and needs no call would keep the outbox busy.
 */
export function mayTidyUp({ storage, tidyUps, now }: DeliveryDeps, id: number): boolean {
  const times = (tidyUps.get(id) ?? 0) + 1
  tidyUps.set(id, times)
  if (times <= MOST_TIDY_UPS) return true
  storage.transactionSync(() => {
    const subjects = new Subjects(storage.sql, now())
    const subject = subjects.byId(id)
    report(storage.sql, 'progress', now())
    if (subject) contain(subject, subjects, now())
  })
  return false
}

function contain(subject: Subject, subjects: Subjects, now: number): void {
  subject.retryAt = now + CONTAINED_MS
  subjects.touch(subject)
  subjects.save()
}

/** Finds who would wait for ever, and has them looked at now; one question, four look-ups in an index. */
export function checkDueTimes(storage: DurableObjectStorage, now: number): void {
  const { sql } = storage
  const latest = now + LONGEST_WAIT_MS
  const late = sql.exec<{ priority: number }>(TOO_LATE, latest).toArray()
  if (late.length === 0) return
  storage.transactionSync(() => {
    for (const { priority } of late) {
      const query = 'UPDATE subject SET due_at = ? WHERE priority = ? AND due_at > ?'
      sql.exec(query, now, priority, latest)
      report(sql, 'due-in-time', now)
    }
  })
}

const WAITING = Object.values(PRIORITY).filter((priority) => priority !== PRIORITY.housekeeping)

const TOO_LATE = `SELECT column1 AS priority FROM (VALUES (${WAITING.join('), (')}))
  WHERE (SELECT MAX(due_at) FROM subject WHERE priority = column1) > ?`

export function brokenInvariants(sql: SqlStorage): BrokenInvariants {
  return readState<BrokenInvariants>(sql, 'invariants', {})
}

function report(sql: SqlStorage, name: Invariant, now: number): void {
  const broken = brokenInvariants(sql)
  const times = (broken[name]?.times ?? 0) + 1
  writeState(sql, 'invariants', { ...broken, [name]: { times, at: now } })
  logEvent('invariant_broken', { name, times })
}
