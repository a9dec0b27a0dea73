import type { Person, Subject } from '../parts/parts.ts'
import type { Subjects } from '../person/subjects.ts'
import type { Mentions } from './mentions.ts'
import { prune } from './prune.ts'

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
      replace(value, prune(value, isTheirs))
  return JSON.stringify(subject) !== before
}

/** In place: a record without a prototype stays one. */
function replace(holder: object, left: unknown): void {
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
