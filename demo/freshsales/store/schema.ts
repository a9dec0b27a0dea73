/** Tables of the simulator's account. A record's fields are one JSON document; `keys` is what it can be found by. */
const TABLES = [
  `CREATE TABLE IF NOT EXISTS records (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, document TEXT NOT NULL,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER)`,
  'CREATE INDEX IF NOT EXISTS records_by_kind ON records (kind, id)',
  `CREATE TABLE IF NOT EXISTS keys (
    kind TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, record INTEGER NOT NULL,
    written_at INTEGER NOT NULL, PRIMARY KEY (kind, field, value, record)) WITHOUT ROWID`,
  'CREATE INDEX IF NOT EXISTS keys_by_record ON keys (record)',
  `CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, method TEXT NOT NULL,
    path TEXT NOT NULL, resource TEXT NOT NULL, body TEXT NOT NULL,
    status INTEGER, ms INTEGER, answer TEXT, fault TEXT)`,
  `CREATE TABLE IF NOT EXISTS fault_progress (
    rule INTEGER NOT NULL, record TEXT NOT NULL, times INTEGER NOT NULL,
    PRIMARY KEY (rule, record)) WITHOUT ROWID`,
  'CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
]

export const TABLE_NAMES = ['records', 'keys', 'calls', 'fault_progress', 'state'] as const

export function createTables(sql: SqlStorage): void {
  for (const statement of TABLES) sql.exec(statement)
}
