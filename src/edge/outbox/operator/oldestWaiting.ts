import { PRIORITY } from '../person/priority.ts'

/** When the lead that waits longest came in; requests not folded yet count as well. */
export function oldestWaiting(sql: SqlStorage): number | null {
  const [row] = sql
    .exec<{ since: number | null }>(
      `SELECT MIN(since) AS since FROM (
         SELECT MIN(waiting_since) AS since FROM subject WHERE priority <= ?
         UNION ALL SELECT MIN(received_at) FROM inbox
         UNION ALL SELECT MIN(received_at) FROM provisional WHERE events IS NOT NULL)`,
      PRIORITY.identity,
    )
    .toArray()
  return row?.since ?? null
}
