import { keysOf } from '../rules/keys.ts'
import { type CallStore, createCallStore } from './calls.ts'
import { createRecordStore, type RecordStore } from './records.ts'
import { createTables, TABLE_NAMES } from './schema.ts'
import { createStateStore, type StateStore } from './state.ts'

/** Everything the account keeps, in the SQLite of its Durable Object. */
export interface Store {
  records: RecordStore
  calls: CallStore
  state: StateStore
  sql: SqlStorage
  /** Back to an empty account with default settings. */
  empty(): void
}

export function createStore(sql: SqlStorage): Store {
  createTables(sql)
  const state = createStateStore(sql)
  return {
    state,
    sql,
    records: createRecordStore(sql, state, keysOf),
    calls: createCallStore(sql),
    empty() {
      for (const table of TABLE_NAMES) sql.exec(`DELETE FROM ${table}`)
    },
  }
}
