import type { Json } from '../../../src/protocol/event.ts'

/** Small values that outlive a restart: settings, fault rules, quota windows, the last id given out. */
export interface StateStore {
  read(name: string): Json | undefined
  write(name: string, value: Json): void
  forget(name: string): void
}

export function createStateStore(sql: SqlStorage): StateStore {
  return {
    read(name) {
      const [row] = sql.exec<{ value: string }>('SELECT value FROM state WHERE name = ?', name)
      return row && (JSON.parse(row.value) as Json)
    },
    write(name, value) {
      sql.exec('INSERT OR REPLACE INTO state VALUES (?, ?)', name, JSON.stringify(value))
    },
    forget(name) {
      sql.exec('DELETE FROM state WHERE name = ?', name)
    },
  }
}
