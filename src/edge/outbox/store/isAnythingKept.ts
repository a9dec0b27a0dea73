/** Whether anything is in the file that somebody has to come back for: to deliver it, or to forget it in time. */
export function isAnythingKept(sql: SqlStorage): boolean {
  const [row] = sql
    .exec<{ kept: number }>(
      `SELECT EXISTS (SELECT 1 FROM inbox) OR EXISTS (SELECT 1 FROM subject)
         OR EXISTS (SELECT 1 FROM delivery) OR EXISTS (SELECT 1 FROM dead_letter)
         OR EXISTS (SELECT 1 FROM provisional) OR EXISTS (SELECT 1 FROM handover) AS kept`,
    )
    .toArray()
  return row?.kept === 1
}
