import type { JsonObject } from '../../../src/protocol/event.ts'
import type { StateStore } from './state.ts'

export const KIND_NAMES = [
  'contact',
  'sales_account',
  'deal',
  'lead',
  'note',
  'sales_activity',
  'task',
  'appointment',
  'phone_call',
  'list',
  'job',
  'visitor',
  'event',
  'page_view',
] as const
export type KindName = (typeof KIND_NAMES)[number]

export interface StoredRecord {
  /** Eleven digits, as Freshsales gives out; unique over all kinds. */
  id: number
  kind: KindName
  values: JsonObject
  createdAt: number
  updatedAt: number
  deletedAt: number | null
}

/** What a record can be found by: `['email', 'ann@acme.example']`. */
export type Key = readonly [field: string, value: string]

export interface RecordStore {
  nextId(): number
  insert(kind: KindName, values: JsonObject, at: number): StoredRecord
  save(record: StoredRecord): void
  erase(record: StoredRecord): void
  /** Also finds records in the recycle bin: look at `deletedAt`. */
  get(kind: KindName, id: number): StoredRecord | undefined
  /** Oldest first, those in the recycle bin included. */
  all(kind: KindName): StoredRecord[]
  /** Oldest first; ignores keys written after `writtenBefore`, and the recycle bin unless asked. */
  find(kind: KindName, key: Key, options?: FindOptions): StoredRecord[]
}

export interface FindOptions {
  writtenBefore?: number
  recycleBin?: boolean
}

type Row = {
  id: number
  kind: KindName
  document: string
  created_at: number
  updated_at: number
  deleted_at: number | null
}

/** Ids of an account's own lists lie below this one, see `facts/lists.ts`. */
const FIRST_RECORD_ID = 70_001_000_001

export function createRecordStore(
  sql: SqlStorage,
  state: StateStore,
  keysOf: (kind: KindName, values: JsonObject) => Key[],
): RecordStore {
  function nextId(): number {
    const last = state.read('lastId')
    const id = typeof last === 'number' ? last + 1 : FIRST_RECORD_ID
    state.write('lastId', id)
    return id
  }

  function writeKeys({ id, kind, values, updatedAt }: StoredRecord): void {
    const wanted = new Map(keysOf(kind, values).map((key) => [JSON.stringify(key), key]))
    const present = sql.exec<{ field: string; value: string }>(
      'SELECT field, value FROM keys WHERE record = ?',
      id,
    )
    for (const { field, value } of present.toArray()) {
      // A key that stays keeps its time: search knows it already.
      if (wanted.delete(JSON.stringify([field, value]))) continue
      sql.exec(
        'DELETE FROM keys WHERE kind = ? AND field = ? AND value = ? AND record = ?',
        kind,
        field,
        value,
        id,
      )
    }
    for (const [field, value] of wanted.values())
      sql.exec('INSERT INTO keys VALUES (?, ?, ?, ?, ?)', kind, field, value, id, updatedAt)
  }

  return {
    nextId,
    insert(kind, values, at) {
      const record = { id: nextId(), kind, values, createdAt: at, updatedAt: at, deletedAt: null }
      sql.exec(
        'INSERT INTO records VALUES (?, ?, ?, ?, ?, NULL)',
        record.id,
        kind,
        JSON.stringify(values),
        at,
        at,
      )
      writeKeys(record)
      return record
    },
    save(record) {
      sql.exec(
        'UPDATE records SET document = ?, updated_at = ?, deleted_at = ? WHERE id = ?',
        JSON.stringify(record.values),
        record.updatedAt,
        record.deletedAt,
        record.id,
      )
      writeKeys(record)
    },
    erase({ id }) {
      sql.exec('DELETE FROM records WHERE id = ?', id)
      sql.exec('DELETE FROM keys WHERE record = ?', id)
    },
    get(kind, id) {
      const [row] = sql.exec<Row>('SELECT * FROM records WHERE id = ? AND kind = ?', id, kind)
      return row && toRecord(row)
    },
    all(kind) {
      return sql
        .exec<Row>('SELECT * FROM records WHERE kind = ? ORDER BY id', kind)
        .toArray()
        .map(toRecord)
    },
    find(
      kind,
      [field, value],
      { writtenBefore = Number.MAX_SAFE_INTEGER, recycleBin = false } = {},
    ) {
      const rows = sql.exec<Row>(
        `SELECT records.* FROM keys JOIN records ON records.id = keys.record
         WHERE keys.kind = ? AND field = ? AND value = ? AND written_at <= ? ORDER BY records.id`,
        kind,
        field,
        value,
        writtenBefore,
      )
      return rows
        .toArray()
        .map(toRecord)
        .filter((record) => recycleBin || record.deletedAt === null)
    },
  }
}

function toRecord(row: Row): StoredRecord {
  return {
    id: row.id,
    kind: row.kind,
    values: JSON.parse(row.document) as JsonObject,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  }
}
