const JOB = "(SELECT value FROM state WHERE name = 'bulkJob')"

/**
 * Version 0.1.0 could send a hundred contacts in one bulk job and held its members back meanwhile.
 * What became of a job is not known, and an upsert may be repeated: each member goes out alone.
 */
export function freeBulkMembers(sql: SqlStorage): void {
  sql.exec(
    `UPDATE subject SET state = json_remove(state, '$.retryAt'),
       due_at = IIF(due_at = state ->> '$.retryAt', IFNULL(waiting_since, 0), due_at)
     WHERE json_valid(state) AND id IN (
       SELECT member.value ->> '$.subject'
       FROM json_each(IIF(json_valid(${JOB}), ${JOB}, '{}'), '$.members') AS member)`,
  )
  sql.exec("DELETE FROM state WHERE name IN ('bulkJob', 'bulkOffUntil')")
}
