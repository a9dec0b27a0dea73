import type { JsonObject } from '../../../src/protocol/event.ts'
import { findByKey, writeKeys } from './keys.ts'
import { type Row, toRecord } from './row.ts'
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

/** Ids of an account's own lists lie below this one, see `facts/lists.ts`. */
const FIRST_RECORD_ID = 70_001_000_001

export function createRecordStore(
  sql: SqlStorage,
  state: StateStore,
  keysOf: (kind: KindName, values: JsonObject) => Key[],
): RecordStore {
  const nextId = () => takeId(state)
  const index = (record: StoredRecord) => writeKeys(sql, record, keysOf(record.kind, record.values))
  return {
    nextId,
    insert(kind, values, at) {
      const record = { id: nextId(), kind, values, createdAt: at, updatedAt: at, deletedAt: null }
      const row = [record.id, kind, JSON.stringify(values), at, at]
      sql.exec('INSERT INTO records VALUES (?, ?, ?, ?, ?, NULL)', ...row)
      index(record)
      return record
    },
    save(record) {
      const change = [JSON.stringify(record.values), record.updatedAt, record.deletedAt, record.id]
      sql.exec(
        'UPDATE records SET document = ?, updated_at = ?, deleted_at = ? WHERE id = ?',
        ...change,
      )
      index(record)
    },
    erase({ id }) {
      sql.exec('DELETE FROM records WHERE id = ?', id)
      sql.exec('DELETE FROM keys WHERE record = ?', id)
    },
    get(kind, id) {
      const [row] = sql.exec<Row>('SELECT * FROM records WHERE id = ? AND kind = ?', id, kind)
      return row && toRecord(row)
    },
    all: (kind) =>
      sql
        .exec<Row>('SELECT * FROM records WHERE kind = ? ORDER BY id', kind)
        .toArray()
        .map(toRecord),
    find: (kind, key, options) => findByKey(sql, { kind, key, ...options }),
  }
}

function takeId(state: StateStore): number {
  const last = state.read('lastId')
  const id = typeof last === 'number' ? last + 1 : FIRST_RECORD_ID
  state.write('lastId', id)
  return id
}
