/**
 * The tables of an outbox. Rows written are what Cloudflare bills and what bounds throughput, so a
 * request is one row until it is folded, and a person is one row however much is known of them.
 */
const VERSIONS: readonly (readonly string[])[] = [
  [
    // One row a request: the durable promise behind the 200.
    `CREATE TABLE inbox (
       id INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, source TEXT NOT NULL, events TEXT NOT NULL)`,
    // A person or an account, with the time something is to be done about it.
    `CREATE TABLE subject (
       id INTEGER PRIMARY KEY, state TEXT NOT NULL, priority INTEGER NOT NULL,
       due_at INTEGER NOT NULL, waiting_since INTEGER)`,
    'CREATE INDEX subject_due ON subject (priority, due_at, waiting_since)',
    'CREATE TABLE identity (key TEXT PRIMARY KEY, subject INTEGER NOT NULL) WITHOUT ROWID',
    // What Freshsales told of the account: lists of names and ids, metadata of fields.
    `CREATE TABLE list (
       name TEXT PRIMARY KEY, fetched_at INTEGER NOT NULL, entries TEXT NOT NULL) WITHOUT ROWID`,
    // Calls and what came back, the newest few, for the operator.
    `CREATE TABLE delivery (
       id INTEGER PRIMARY KEY, at INTEGER NOT NULL, subject INTEGER NOT NULL, outcome TEXT NOT NULL,
       record TEXT NOT NULL)`,
    `CREATE TABLE dead_letter (
       id INTEGER PRIMARY KEY, at INTEGER NOT NULL, subject INTEGER NOT NULL, reason TEXT NOT NULL,
       record TEXT NOT NULL)`,
    'CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
  ],
  [
    // Who is held back until the operator decides: nothing is due for them, and yet they wait.
    `CREATE INDEX subject_held ON subject (waiting_since) WHERE priority = 4
       AND waiting_since IS NOT NULL`,
  ],
]

/** Brings a file of any earlier version up to date; a file of a later version is left alone. */
export function migrate(storage: DurableObjectStorage): void {
  const sql = storage.sql
  sql.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)')
  const [row] = sql.exec<{ version: number }>('SELECT version FROM schema_version').toArray()
  const current = row?.version ?? 0
  if (current >= VERSIONS.length) return
  storage.transactionSync(() => {
    for (const statements of VERSIONS.slice(current)) for (const each of statements) sql.exec(each)
    sql.exec('DELETE FROM schema_version')
    sql.exec('INSERT INTO schema_version VALUES (?)', VERSIONS.length)
  })
}
