import people from '../fixtures/storage/0.1.0/people.json' with { type: 'json' }
import { OLD } from './check.ts'
import type { Disk } from './disk.ts'

/** One of so many rows, so that a story stays short. */
const EVERY = 5

/** Above every number that the story gives away itself, between one lot of them and the next. */
const APART = 1_000

/**
 * Puts some of the people that version 0.1.0 wrote beside those of the story, as of now and with
 * addresses of their own. Returns who is to be in the CRM in the end.
 */
export function addOldRows(disk: Disk, { which, now }: { which: number; now: number }): string[] {
  const moved = (text: string) =>
    text
      .replace(/@(?:acme\.example|mailinator\.com)/g, OLD)
      // Their companies are in no CRM of a story.
      .replace(/"(Acme|Globex)"/g, '"Old $1"')
      .replace(/\bg:(acme|globex)\b/g, 'g:old $1')
      .replace(/\b22\d{11}\b/g, (at) => String(Number(at) - people.now + now))
  const firstId = APART * (1 + (which % EVERY))
  const rows = people.tables.subject.filter(({ id }) => id % EVERY === which % EVERY)
  for (const { id, state, due_at, waiting_since, priority } of rows) {
    disk.insert('subject', {
      id: firstId + id,
      state: moved(state),
      priority,
      due_at: Number(moved(String(due_at))),
      waiting_since: waiting_since === null ? null : Number(moved(String(waiting_since))),
    })
    for (const { key, subject } of people.tables.identity)
      if (subject === id) disk.insert('identity', { key: moved(key), subject: firstId + id })
  }
  return rows.map(({ state }) => JSON.parse(moved(state))).flatMap(whoIsNew)
}

/** Known by an address, and not in the CRM yet. */
function whoIsNew(row: { email?: string; contactId?: number; refused?: boolean }): string[] {
  const isAwaited = row.contactId === undefined && !row.refused && row.email?.endsWith(OLD)
  return isAwaited && row.email ? [row.email] : []
}
