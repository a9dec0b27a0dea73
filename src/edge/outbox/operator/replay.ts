import { putBack } from '../engine/settle.ts'
import { markCompanies } from '../parts/companies.ts'
import { callKindOf, type Person, type Subject } from '../parts/parts.ts'
import { absorb } from '../person/identity.ts'
import { revive } from '../person/person.ts'
import { mergeStamped } from '../person/stamped.ts'
import { Subjects } from '../person/subjects.ts'
import { type DeadLetter, type DeadLetterRow, readDeadLetter } from '../store/deadLetter.ts'
import { appendRow } from '../store/inbox.ts'
import { subjectFormat } from '../store/subjectFormat.ts'
import { reasonOf } from './deadLetters.ts'
import type { ReplayAsk, ReplayReport } from './operations.ts'

/** One transaction: small enough to be short, large enough to write each person once. */
const BATCH = 500

/** One action: what a request may take, in time and in memory. */
const AT_MOST = 10_000

/**
 * Puts dead letters back to where they were refused, so that they are sent once more by the same
 * rules as everything else. A letter whose person is no longer known stays.
 */
export function replay(storage: DurableObjectStorage, ask: ReplayAsk, now: number): ReplayReport {
  const { sql } = storage
  const report = { replayed: 0, gone: 0, isMore: false }
  const selection = select(sql, ask)
  // From the newest down, so that a letter that stays is met once.
  let last = Number.MAX_SAFE_INTEGER
  while (report.replayed + report.gone < AT_MOST) {
    const letters = takeLetters(sql, selection, last)
    const [oldest] = letters.slice(-1)
    if (!oldest) return report
    storage.transactionSync(() => {
      const subjects = new Subjects(sql, now)
      const companies = new Set<string>()
      for (const each of letters) {
        if (replayLetter(sql, each.letter, { subjects, companies, now })) {
          sql.exec('DELETE FROM dead_letter WHERE id = ?', each.id)
          report.replayed++
        } else report.gone++
      }
      reopenCompanyLinks(sql, companies, subjects)
      subjects.save()
    })
    last = oldest.id - 1
  }
  report.isMore = takeLetters(sql, selection, last).length > 0
  return report
}

function replayLetter(
  sql: SqlStorage,
  letter: DeadLetter,
  { subjects, companies, now }: { subjects: Subjects; companies: Set<string>; now: number },
): boolean {
  if (letter.unreadable !== undefined) return false
  if (letter.state !== undefined) return restoreRow(letter, subjects, now)
  if (letter.inbox) {
    appendRow(sql, letter.inbox)
    return true
  }
  // It holds what only a later version can put back, and waits for that.
  const subject = findReceiver(letter, subjects, now)
  if (!subject) return false
  putBack(subject, letter.purpose, letter.lost ?? {})
  if (subject.kind === 'account' && subject.id === undefined) companies.add(subject.name)
  subjects.touch(subject)
  return true
}

interface Selection {
  where: string
  value: number | string | null
}

function select(sql: SqlStorage, ask: ReplayAsk): Selection {
  if ('id' in ask) return { where: 'id = ?', value: ask.id }
  if ('like' in ask) return { where: 'reason = ?', value: reasonOf(sql, ask.like) ?? null }
  return { where: '?', value: 1 }
}

function takeLetters(sql: SqlStorage, { where, value }: Selection, last: number) {
  return sql
    .exec<DeadLetterRow>(
      `SELECT * FROM dead_letter WHERE id <= ? AND ${where} ORDER BY id DESC LIMIT ${BATCH}`,
      last,
      value,
    )
    .toArray()
    .map((row) => ({ id: row.id, letter: readDeadLetter(row) }))
}

/**
 * Whom a letter belongs to. Its number alone is not enough: the person may have been merged into
 * another or forgotten, and the number given away again.
 */
function findReceiver(
  { subject: id, who, purpose, lost }: DeadLetter,
  subjects: Subjects,
  now: number,
): Subject | undefined {
  if (who === undefined) {
    // It names its record in Freshsales itself, so anybody can carry it there.
    const standsAlone = purpose && lost && callKindOf(purpose)?.standsAlone?.(lost)
    return standsAlone ? subjects.createPerson(now) : undefined
  }
  const subject = subjects.byId(id)
  return subject && isCalled(subject, who)
    ? subject
    : (subjects.person(`e:${who}`) ?? subjects.findAccount(who))
}

const isCalled = (subject: Subject, who: string) =>
  subject.kind === 'account' ? subject.name === who : subject.keys.includes(`e:${who}`)

/**
 * While Freshsales refuses a company, its people count as linked, so that they are not held up.
 * Once it is tried again, so are their links; one that is there already costs nothing to find.
 */
function reopenCompanyLinks(sql: SqlStorage, names: ReadonlySet<string>, subjects: Subjects): void {
  if (names.size === 0) return
  const rows = sql.exec<{ id: number; accounts: string }>(
    "SELECT id, state ->> '$.accounts' AS accounts FROM subject WHERE json_valid(state) AND state ->> '$.accounts' <> '{}'",
  )
  for (const { id, accounts } of rows.toArray()) {
    if (!Object.keys(JSON.parse(accounts) as object).some((name) => names.has(name))) continue
    const person = subjects.byId(id)
    if (person?.kind !== 'person') continue
    markCompanies(person, names, false)
    subjects.touch(person)
  }
}

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
