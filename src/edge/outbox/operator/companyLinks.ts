import type { Person } from '../person/person.ts'
import type { Subjects } from '../person/subjects.ts'

/**
 * While Freshsales refuses a company, its people count as linked, so that they are not held up.
 * Once it is tried again, so are their links; one that is there already costs nothing to find.
 */
export function reopenCompanyLinks(
  sql: SqlStorage,
  names: ReadonlySet<string>,
  subjects: Subjects,
): void {
  if (names.size === 0) return
  const rows = sql.exec<{ id: number; accounts: string }>(
    "SELECT id, state ->> '$.accounts' AS accounts FROM subject WHERE json_valid(state) AND state ->> '$.accounts' <> '{}'",
  )
  for (const { id, accounts } of rows.toArray()) {
    const linked = Object.keys(JSON.parse(accounts) as Person['accounts'])
    if (!linked.some((name) => names.has(name))) continue
    const person = subjects.byId(id)
    if (person?.kind !== 'person') continue
    for (const name of linked) if (names.has(name)) person.accounts[name] = false
    subjects.touch(person)
  }
}
