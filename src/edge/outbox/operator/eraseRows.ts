import type { Event } from '../../../protocol/event.ts'
import { prune } from '../engine/prune.ts'
import type { DeadLetter } from '../journal/journal.ts'
import type { Person, Subject } from '../parts/parts.ts'
import type { Subjects } from '../person/subjects.ts'
import { parseKept } from '../store/rowFormat.ts'
import { createMentions, type Mentions } from './mentions.ts'

/** Erases a person from everything that is kept beside them. Answers how many rows that were. */
export function eraseRows(
  sql: SqlStorage,
  { id, keys }: { id: number; keys: readonly string[] },
): number {
  const mentions = createMentions(keys)
  return (
    eraseDeliveries(sql, id, mentions) +
    eraseLetters(sql, id, mentions) +
    eraseMessages(sql, mentions) +
    eraseEvents(sql, REQUESTS, mentions) +
    eraseEvents(sql, HELD_FORMS, mentions) +
    eraseVerdicts(sql, keys) +
    eraseLastLeads(sql, id)
  )
}

function eraseDeliveries(sql: SqlStorage, subject: number, mentions: Mentions): number {
  let rows = sql.exec('DELETE FROM delivery WHERE subject = ?', subject).rowsWritten
  for (const { id, text } of rowsThatMayMention(sql, DELIVERIES, mentions))
    if (mentions.inJson(text)) rows += remove(sql, DELIVERIES, id)
  return rows
}

function eraseMessages(sql: SqlStorage, mentions: Mentions): number {
  let rows = 0
  for (const { id, text } of rowsThatMayMention(sql, MESSAGES, mentions))
    if (mentions.inJson(text)) rows += remove(sql, MESSAGES, id)
  return rows
}

/** A request that was set aside may hold other people's events: theirs stay. */
function eraseLetters(sql: SqlStorage, subject: number, mentions: Mentions): number {
  let rows = sql.exec('DELETE FROM dead_letter WHERE subject = ?', subject).rowsWritten
  for (const { id, text } of rowsThatMayMention(sql, LETTERS, mentions)) {
    const letter = parseKept<DeadLetter>(text)
    const events = letter?.inbox && withoutThem(letter.inbox.events, mentions)
    if (letter?.inbox && events) {
      const kept = JSON.stringify({ ...letter, inbox: { ...letter.inbox, events } })
      rows += events === '[]' ? remove(sql, LETTERS, id) : replace(sql, LETTERS, id, kept)
    } else if (!letter?.inbox && mentions.inJson(text)) rows += remove(sql, LETTERS, id)
  }
  return rows
}

/** Requests that are not folded yet, and forms that are held. */
function eraseEvents(sql: SqlStorage, texts: Texts, mentions: Mentions): number {
  let rows = 0
  for (const { id, text } of rowsThatMayMention(sql, texts, mentions)) {
    const events = withoutThem(text, mentions)
    if (events === '[]') rows += remove(sql, texts, id)
    else if (events) rows += replace(sql, texts, id, events)
  }
  return rows
}

/** What was decided about forms of theirs. */
function eraseVerdicts(sql: SqlStorage, keys: readonly string[]): number {
  let rows = 0
  for (const key of keys)
    if (key.startsWith('a:'))
      rows += sql.exec(
        'DELETE FROM provisional WHERE events IS NULL AND anonymous_id = ?',
        key.slice('a:'.length),
      ).rowsWritten
  return rows
}

/** That they were the newest lead of a form; when that was stays. */
function eraseLastLeads(sql: SqlStorage, subject: number): number {
  return sql.exec(
    `UPDATE form SET record = json_remove(record, '$.last.subject', '$.last.messageId')
       WHERE json_valid(record) AND record ->> '$.last.subject' = ?`,
    subject,
  ).rowsWritten
}

interface Texts {
  table: string
  column: string
}

const DELIVERIES: Texts = { table: 'delivery', column: 'record' }
const MESSAGES: Texts = { table: 'message', column: 'record' }
const LETTERS: Texts = { table: 'dead_letter', column: 'record' }
const REQUESTS: Texts = { table: 'inbox', column: 'events' }
const HELD_FORMS: Texts = { table: 'provisional', column: 'events' }

function rowsThatMayMention(sql: SqlStorage, { table, column }: Texts, { hints }: Mentions) {
  const found = new Map<number, string>()
  const query = `SELECT id, ${column} AS text FROM ${table} WHERE instr(lower(${column}), ?) > 0`
  for (const hint of hints)
    for (const { id, text } of sql.exec<{ id: number; text: string }>(query, hint))
      found.set(id, text)
  return [...found].map(([id, text]) => ({ id, text }))
}

const remove = (sql: SqlStorage, { table }: Texts, id: number) =>
  sql.exec(`DELETE FROM ${table} WHERE id = ?`, id).rowsWritten

const replace = (sql: SqlStorage, { table, column }: Texts, id: number, text: string) =>
  sql.exec(`UPDATE ${table} SET ${column} = ? WHERE id = ?`, text, id).rowsWritten

/** The events of everybody else, as JSON; undefined when none is about this person. What nobody can read goes whole. */
function withoutThem(text: string, { inEvent, inText }: Mentions): string | undefined {
  const events = parseKept<Event[]>(text)
  if (!events) return inText(text) ? '[]' : undefined
  const others = events.filter((event) => !inEvent(event))
  return others.length === events.length ? undefined : JSON.stringify(others)
}

/** Takes a person out of what is known of everybody else. Answers how many rows that were. */
export function eraseInOthers(sql: SqlStorage, subjects: Subjects, mentions: Mentions): number {
  const ids = new Set<number>()
  for (const hint of mentions.hints)
    for (const { id } of sql.exec<{ id: number }>(
      'SELECT id FROM subject WHERE instr(lower(state), ?) > 0',
      hint,
    ))
      ids.add(id)
  let rows = 0
  for (const id of ids) {
    const subject = subjects.byId(id)
    if (subject && eraseIn(subject, mentions)) {
      subjects.touch(subject)
      rows++
    }
  }
  return rows
}

/** Who somebody is stays: their keys, their name, their address are their own. */
const OWN: ReadonlySet<string> = new Set([
  'kind',
  'keys',
  'email',
  'userId',
  'name',
  'source',
  'seen',
])

function eraseIn(subject: Subject, { isTheirs }: Mentions): boolean {
  const before = JSON.stringify(subject)
  const parts = subject as unknown as { [part: string]: unknown }
  for (const [part, value] of Object.entries(parts))
    if (!OWN.has(part) && typeof value === 'object' && value !== null)
      replaceIn(value, prune(value, isTheirs))
  return JSON.stringify(subject) !== before
}

/** In place: a record without a prototype stays one. */
function replaceIn(holder: object, left: unknown): void {
  if (Array.isArray(holder)) holder.splice(0, holder.length, ...(Array.isArray(left) ? left : []))
  else {
    for (const name of Object.keys(holder)) delete (holder as { [name: string]: unknown })[name]
    Object.assign(holder, left ?? {})
  }
}

/** Companies that nobody else belongs to: a sole trader's is the person. */
export function eraseOwnCompanies(
  sql: SqlStorage,
  subjects: Subjects,
  { accounts }: Pick<Person, 'accounts'>,
): number[] {
  return Object.keys(accounts).flatMap((name) => {
    const company = subjects.findAccount(name)
    if (!company || isOthersToo(sql, name)) return []
    const id = subjects.idOf(company)
    subjects.remove(company)
    return [id]
  })
}

function isOthersToo(sql: SqlStorage, name: string): boolean {
  const query = `SELECT 1 FROM subject WHERE json_valid(state) AND EXISTS
    (SELECT 1 FROM json_each(state, '$.accounts') WHERE lower(key) = lower(?)) LIMIT 1`
  return sql.exec(query, name).toArray().length > 0
}
