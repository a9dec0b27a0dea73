import type { FindOptions, Key, KindName, StoredRecord } from './records.ts'
import { type Row, toRecord } from './row.ts'

/** Brings what a record can be found by in step with what it holds. */
export function writeKeys(
  sql: SqlStorage,
  { id, kind, updatedAt }: StoredRecord,
  keys: Key[],
): void {
  const wanted = new Map(keys.map((key) => [JSON.stringify(key), key]))
  const present = sql.exec<{ field: string; value: string }>(
    'SELECT field, value FROM keys WHERE record = ?',
    id,
  )
  for (const { field, value } of present.toArray()) {
    // A key that stays keeps its time: search knows it already.
    if (wanted.delete(JSON.stringify([field, value]))) continue
    const gone = [kind, field, value, id]
    sql.exec('DELETE FROM keys WHERE kind = ? AND field = ? AND value = ? AND record = ?', ...gone)
  }
  for (const [field, value] of wanted.values())
    sql.exec('INSERT INTO keys VALUES (?, ?, ?, ?, ?)', kind, field, value, id, updatedAt)
}

interface Search extends FindOptions {
  kind: KindName
  key: Key
}

export function findByKey(
  sql: SqlStorage,
  { kind, key, writtenBefore = Number.MAX_SAFE_INTEGER, recycleBin = false }: Search,
): StoredRecord[] {
  const rows = sql.exec<Row>(
    `SELECT records.* FROM keys JOIN records ON records.id = keys.record
     WHERE keys.kind = ? AND field = ? AND value = ? AND written_at <= ? ORDER BY records.id`,
    kind,
    ...key,
    writtenBefore,
  )
  return rows
    .toArray()
    .map(toRecord)
    .filter((record) => recycleBin || record.deletedAt === null)
}
