import type { Event } from '../../../protocol/event.ts'
import type { DeadLetter } from '../journal/journal.ts'
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
    eraseEvents(sql, REQUESTS, mentions) +
    eraseEvents(sql, HELD_FORMS, mentions) +
    eraseVerdicts(sql, keys)
  )
}

function eraseDeliveries(sql: SqlStorage, subject: number, mentions: Mentions): number {
  let rows = sql.exec('DELETE FROM delivery WHERE subject = ?', subject).rowsWritten
  for (const { id, text } of rowsThatMayMention(sql, DELIVERIES, mentions))
    if (mentions.inJson(text)) rows += remove(sql, DELIVERIES, id)
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

interface Texts {
  table: string
  column: string
}

const DELIVERIES: Texts = { table: 'delivery', column: 'record' }
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
