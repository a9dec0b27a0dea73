import { parseKept } from './store/parseKept.ts'

/** Small named values of the outbox that change as a whole: the budget, the counters, a pause. */
export function readState<Value>(sql: SqlStorage, name: string, initial: Value): Value {
  const [row] = sql
    .exec<{ value: string }>('SELECT value FROM state WHERE name = ?', name)
    .toArray()
  return (row && parseKept<Value>(row.value)) ?? initial
}

export function writeState(sql: SqlStorage, name: string, value: unknown): void {
  sql.exec('INSERT OR REPLACE INTO state VALUES (?, ?)', name, JSON.stringify(value))
}
