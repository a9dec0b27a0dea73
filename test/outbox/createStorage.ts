import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import type { DurableObjectStorage } from '@cloudflare/workers-types'

/** A Durable Object's storage with a real SQLite behind it, as far as the outbox uses it. */
export function createStorage(): DurableObjectStorage {
  const database = new DatabaseSync(':memory:')
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  const statement = (query: string) => {
    const known = prepared.get(query) ?? database.prepare(query)
    prepared.set(query, known)
    return known
  }
  let depth = 0
  const storage = {
    sql: {
      databaseSize: 0,
      exec: (query: string, ...values: SQLInputValue[]) =>
        createCursor(statement(query).all(...values)),
    },
    transactionSync<Result>(run: () => Result): Result {
      const name = `level_${depth++}`
      database.exec(`SAVEPOINT ${name}`)
      try {
        const result = run()
        database.exec(`RELEASE ${name}`)
        return result
      } catch (error) {
        database.exec(`ROLLBACK TO ${name}; RELEASE ${name}`)
        throw error
      } finally {
        depth--
      }
    },
  }
  return storage as unknown as DurableObjectStorage
}

const createCursor = (rows: unknown[]) => ({
  toArray: () => rows,
  one: () => rows[0],
  [Symbol.iterator]: () => rows[Symbol.iterator](),
})
