/** A storage that tells of each row it writes; SQLite counts those of indexes as well, and so does the bill. */
export function meterRows(
  storage: DurableObjectStorage,
  onRows: (rows: number) => void,
): DurableObjectStorage {
  const { sql } = storage
  const metered = {
    exec: (query: string, ...bindings: SqlStorageValue[]) => {
      const cursor = sql.exec(query, ...bindings)
      if (cursor.rowsWritten > 0) onRows(cursor.rowsWritten)
      return cursor
    },
    get databaseSize() {
      return sql.databaseSize
    },
  }
  return new Proxy(storage, {
    get(target, name) {
      if (name === 'sql') return metered
      // An alarm is a row as well.
      if (name === 'setAlarm') onRows(1)
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
