import { readState, writeState } from './state.ts'

/** What all dead letters may take: anybody can cause one. */
const LETTERS_BYTES = 64 * 1024 ** 2

/** How many dead letters had to make room, and when that was last. */
interface DroppedLetters {
  count: number
  at: number
}

export const readDroppedLetters = (sql: SqlStorage) =>
  readState<DroppedLetters>(sql, 'droppedLetters', { count: 0, at: 0 })

/** Makes room: the oldest letters go, and are counted. */
export function dropOldestLetters(sql: SqlStorage, limit = LETTERS_BYTES): void {
  let total = 0
  let newestDropped: number | undefined
  for (const { id, bytes } of sql.exec<{ id: number; bytes: number }>(
    'SELECT id, octet_length(record) AS bytes FROM dead_letter ORDER BY id DESC',
  )) {
    total += bytes
    if (total > limit) {
      newestDropped = id
      break
    }
  }
  if (newestDropped === undefined) return
  const dropped = sql
    .exec('DELETE FROM dead_letter WHERE id <= ? RETURNING id', newestDropped)
    .toArray().length
  const { count } = readDroppedLetters(sql)
  writeState(sql, 'droppedLetters', { count: count + dropped, at: Date.now() })
}
