import { isObject } from '../../../protocol/json.ts'
import { setAside } from './deadLetter.ts'
import { createRowFormat, fillIn, type ReadRow, UNREADABLE } from './rowFormat.ts'

/**
 * Small named values of the outbox that change as a whole: the budget, the counters, a pause.
 * One that this version cannot use is set aside and begun anew.
 */
export function readState<Value>(sql: SqlStorage, name: string, initial: Value): Value {
  const [row] = sql
    .exec<{ value: string }>('SELECT value FROM state WHERE name = ?', name)
    .toArray()
  if (!row) return initial
  const read = parseState(row.value, initial)
  if (read.ok) return read.row
  sql.exec('DELETE FROM state WHERE name = ?', name)
  const what = `The outbox's own value "${name}"`
  setAside(sql, { at: Date.now(), subject: 0, what, reason: read.reason, state: row.value })
  return initial
}

export function writeState(sql: SqlStorage, name: string, value: unknown): void {
  const text = isObject(value) ? format({}).write(value) : JSON.stringify(value)
  sql.exec('INSERT OR REPLACE INTO state VALUES (?, ?)', name, text)
}

/** An object has its version in it. A bare number, text or null is of version 1 for good: one that changes becomes an object. */
function parseState<Value>(text: string, initial: Value): ReadRow<Value> {
  if (isObject(initial) || text.startsWith('{'))
    return format(initial ?? {}).read(text) as ReadRow<Value>
  try {
    return { ok: true, row: JSON.parse(text) as Value }
  } catch {
    return { ok: false, reason: UNREADABLE }
  }
}

const format = (initial: object) =>
  createRowFormat({
    version: 1,
    upgrades: [],
    complete: (row): row is object => fillIn(row, initial),
  })
