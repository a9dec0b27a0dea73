/** Requests that were acknowledged and are not folded yet. */
export interface InboxRow {
  id: number
  receivedAt: number
  source: string
  /** JSON, and parsed where a row that cannot be read is expected. */
  events: string
}

/** Rows folded in one transaction: many share a person, few make a long pause. */
const FOLDED_ROWS = 100

/** A full disk is near, or folding has stopped: the browsers keep their own queues meanwhile. */
export const HIGH_WATER_BYTES = 8 * 1024 ** 3
export const HIGH_WATER_ROWS = 50_000

export function appendRow(
  sql: SqlStorage,
  row: { receivedAt: number; source: string; events: string },
): void {
  sql.exec(
    'INSERT INTO inbox (received_at, source, events) VALUES (?, ?, ?)',
    row.receivedAt,
    row.source,
    row.events,
  )
}

export function takeRows(sql: SqlStorage, limit = FOLDED_ROWS): InboxRow[] {
  return sql
    .exec<{ id: number; received_at: number; source: string; events: string }>(
      'SELECT id, received_at, source, events FROM inbox ORDER BY id LIMIT ?',
      limit,
    )
    .toArray()
    .map(({ received_at, ...row }) => ({ ...row, receivedAt: received_at }))
}

export function dropRows(sql: SqlStorage, rows: readonly { id: number }[]): void {
  const [first, last] = [rows[0], rows.at(-1)]
  if (first && last) sql.exec('DELETE FROM inbox WHERE id BETWEEN ? AND ?', first.id, last.id)
}

export function isOverHighWater(sql: SqlStorage): boolean {
  if (sql.databaseSize > HIGH_WATER_BYTES) return true
  // Each on its own is looked up at one end; together in one SELECT they read the whole table.
  const [row] = sql
    .exec<{ rows: number | null }>(
      'SELECT (SELECT MAX(id) FROM inbox) - (SELECT MIN(id) FROM inbox) AS rows',
    )
    .toArray()
  return (row?.rows ?? 0) > HIGH_WATER_ROWS
}
