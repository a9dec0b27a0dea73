import { PRIORITY } from '../person/priority.ts'
import { HIGH_WATER_BYTES } from './inbox.ts'
import { dropSubject } from './subjectRow.ts'

/** Rows looked at in one turn, so that no lead waits for it. */
const AT_ONCE = 200

/**
 * Makes room where the file is nearly full: forgets those of whom only a browser's id is known, the
 * longest unseen first. They are due for nothing but to be forgotten.
 */
export function dropOldestStrangers(sql: SqlStorage): void {
  if (sql.databaseSize <= HIGH_WATER_BYTES) return
  const strangers = sql
    .exec<{ id: number }>(
      `SELECT id FROM (SELECT id, state FROM subject WHERE priority = ? ORDER BY due_at LIMIT ?)
         WHERE json_valid(state) AND state ->> '$.kind' = 'person' AND state ->> '$.email' IS NULL
           AND state ->> '$.userId' IS NULL AND state ->> '$.contactId' IS NULL`,
      PRIORITY.housekeeping,
      AT_ONCE,
    )
    .toArray()
  for (const { id } of strangers) dropSubject(sql, id)
}
