import { MIGRATIONS, type Migration } from './migrations.ts'

/** How many of the first migrations version 0.1.0 knows, by their place and not by an id. */
const COUNTED = 2

/**
 * Takes a file of any earlier version through the migrations that it has not seen, each whole or not
 * at all. What a later version did to it is left alone.
 */
export function migrate(
  storage: DurableObjectStorage,
  migrations: readonly Migration[] = MIGRATIONS,
): void {
  const { sql } = storage
  storage.transactionSync(() => createRecord(sql, migrations))
  const applied = new Set(
    sql
      .exec<{ id: string }>('SELECT id FROM migration')
      .toArray()
      .map(({ id }) => id),
  )
  for (const migration of migrations)
    if (!applied.has(migration.id)) storage.transactionSync(() => apply(sql, migration))
}

/** 0.1.0 counted in `schema_version`. The count stays, so that 0.1.0 can open the file again. */
function createRecord(sql: SqlStorage, migrations: readonly Migration[]): void {
  const isThere = sql
    .exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'")
    .toArray().length
  if (isThere) return
  sql.exec(
    'CREATE TABLE migration (id TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) WITHOUT ROWID',
  )
  sql.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)')
  const [row] = sql.exec<{ version: number }>('SELECT version FROM schema_version').toArray()
  for (const { id } of migrations.slice(0, Math.min(row?.version ?? 0, COUNTED))) record(sql, id)
  sql.exec('DELETE FROM schema_version')
  sql.exec('INSERT INTO schema_version VALUES (?)', Math.max(row?.version ?? 0, COUNTED))
}

function apply(sql: SqlStorage, { id, run }: Migration): void {
  try {
    run(sql)
    record(sql, id)
  } catch (error) {
    throw new Error(`The outbox's file could not be brought up to date by "${id}": ${error}`, {
      cause: error,
    })
  }
}

function record(sql: SqlStorage, id: string): void {
  sql.exec('INSERT INTO migration VALUES (?, ?)', id, Date.now())
}
