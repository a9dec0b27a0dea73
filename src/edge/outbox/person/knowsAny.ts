/** Whether one of these identity keys leads to somebody who has an address or a record in the CRM. */
export function knowsAny(sql: SqlStorage, keys: readonly string[]): boolean {
  const query = `SELECT 1 FROM identity JOIN subject ON subject.id = identity.subject
    WHERE identity.key = ? AND json_valid(state)
      AND (state ->> '$.email' IS NOT NULL OR state ->> '$.contactId' IS NOT NULL)`
  return keys.some((key) => sql.exec(query, key).toArray().length > 0)
}
