import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../../src/edge/outbox/store/migrate.ts'
import { MIGRATIONS, type Migration } from '../../../src/edge/outbox/store/migrations.ts'
import { createStorage } from '../createStorage.ts'

type Storage = ReturnType<typeof createStorage>

const { schema } = JSON.parse(
  readFileSync(new URL('../../fixtures/storage/0.1.0/bulk.json', import.meta.url), 'utf8'),
) as { schema: string[] }

const applied = ({ sql }: Storage) =>
  sql
    .exec<{ id: string }>('SELECT id FROM migration')
    .toArray()
    .map(({ id }) => id)
    .sort()

const ids = MIGRATIONS.map(({ id }) => id).sort()

function oldFile(version = 2): Storage {
  const storage = createStorage()
  for (const statement of schema)
    if (version > 1 || !statement.includes('subject_held')) storage.sql.exec(statement)
  storage.sql.exec('INSERT INTO schema_version VALUES (?)', version)
  storage.sql.exec("INSERT INTO inbox VALUES (1, 5, 'Website', '[]')")
  return storage
}

/** Adds a table; the second time it would fail. */
const addition: Migration = {
  id: 'addition',
  run: (sql) => {
    sql.exec('CREATE TABLE addition (id INTEGER PRIMARY KEY)')
  },
}

describe('a file', () => {
  it('that is new gets all tables, and is taken for up to date by version 0.1.0', () => {
    const storage = createStorage()
    migrate(storage)
    expect(applied(storage)).toEqual(ids)
    expect(storage.sql.exec('SELECT * FROM schema_version').toArray()).toEqual([{ version: 2 }])
  })

  it.each([1, 2])(
    'of version 0.1.0, counted as %i, keeps its rows and gets the rest',
    (version) => {
      const storage = oldFile(version)
      migrate(storage)
      expect(applied(storage)).toEqual(ids)
      expect(storage.sql.exec('SELECT id, version FROM inbox').toArray()).toEqual([
        { id: 1, version: 1 },
      ])
      expect(
        storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'subject_held'").toArray(),
      ).toHaveLength(1)
    },
  )

  it('goes through each migration once', () => {
    const storage = oldFile()
    for (let start = 0; start < 3; start++) migrate(storage, [...MIGRATIONS, addition])
    expect(applied(storage)).toContain('addition')
  })

  it('is as it was after a migration that failed, and goes on with it at the next start', () => {
    const storage = oldFile()
    const torn: Migration = {
      id: 'torn',
      run: (sql) => {
        addition.run(sql)
        throw new Error('no luck')
      },
    }
    expect(() => migrate(storage, [...MIGRATIONS, torn])).toThrow(/"torn".*no luck/)
    expect(applied(storage)).toEqual(ids)
    migrate(storage, [...MIGRATIONS, { ...addition, id: 'torn' }])
    expect(applied(storage)).toContain('torn')
  })

  it('that a later version changed is opened, and its record stays', () => {
    const storage = createStorage()
    migrate(storage, [...MIGRATIONS, addition])
    migrate(storage)
    expect(applied(storage)).toContain('addition')
  })

  it('takes rows as version 0.1.0 writes them, after a way back', () => {
    const storage = createStorage()
    migrate(storage)
    const { sql } = storage
    sql.exec('INSERT INTO inbox (received_at, source, events) VALUES (?, ?, ?)', 1, 'Website', '[]')
    sql.exec('INSERT OR REPLACE INTO state VALUES (?, ?)', 'pausedSince', 'null')
    sql.exec('INSERT OR REPLACE INTO identity VALUES (?, ?)', 'u:1', 1)
    sql.exec('INSERT OR REPLACE INTO list VALUES (?, ?, ?)', 'owners', 1, '[]')
    expect(sql.exec('SELECT version FROM inbox').toArray()).toEqual([{ version: 1 }])
  })

  it.each(['{', 'null', '{"members":null}', '{"members":[null,{"subject":"x"}]}'])(
    'with a bulk job that cannot be read loses the job alone: %s',
    (job) => {
      const storage = oldFile()
      storage.sql.exec("INSERT INTO state VALUES ('bulkJob', ?)", job)
      migrate(storage)
      expect(storage.sql.exec('SELECT * FROM state').toArray()).toEqual([])
    },
  )
})
