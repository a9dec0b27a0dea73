/** A step from one shape of the file to the next. */
export interface Migration {
  /** Recorded in the file, so that the step is taken once; never given to another step. */
  id: string
  run(sql: SqlStorage): void
}

/** A request is one row until it is folded, and a person is one row however much is known of them. */
const TABLES = [
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
]

// Who is held back until the operator decides: nothing is due for them, and yet they wait.
const HELD_INDEX = `CREATE INDEX subject_held ON subject (waiting_since) WHERE priority = 4
   AND waiting_since IS NOT NULL`

// How the events of a request are written; what 0.1.0 stored is of version 1.
const INBOX_VERSION = 'ALTER TABLE inbox ADD COLUMN version INTEGER NOT NULL DEFAULT 1'

// Forms that the browser itself submitted wait here for the word of the next page; and that word,
// where it comes first, or the event once more. Held events have `events`, decided ones a `verdict`.
const PROVISIONAL = [
  `CREATE TABLE provisional (
     id INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, source TEXT NOT NULL,
     server INTEGER NOT NULL, anonymous_id TEXT, message_id TEXT NOT NULL, events TEXT, verdict TEXT)`,
  `CREATE UNIQUE INDEX provisional_key
     ON provisional (source, server, anonymous_id, message_id)`,
  `CREATE INDEX provisional_held ON provisional (received_at) WHERE events IS NOT NULL`,
  `CREATE INDEX provisional_source ON provisional (source) WHERE events IS NOT NULL`,
  `CREATE INDEX provisional_decided ON provisional (received_at) WHERE events IS NULL`,
]

// Whose turn comes later, because others wait, may go before it where nobody does.
const TURN = [
  'ALTER TABLE subject ADD COLUMN turn INTEGER',
  'CREATE INDEX subject_turn ON subject (priority, turn) WHERE turn IS NOT NULL',
]

// Whose history is fetched from the objects of strangers before a request is folded; and hand-overs
// that are not over.
const HANDOVER = [
  'ALTER TABLE inbox ADD COLUMN introduces TEXT',
  `CREATE TABLE handover (
     id TEXT PRIMARY KEY, up_to INTEGER, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL)
     WITHOUT ROWID`,
]

// What somebody is to hear, until each channel has taken it.
const MESSAGE = `CREATE TABLE message (
   id INTEGER PRIMARY KEY, at INTEGER NOT NULL, channel TEXT NOT NULL, record TEXT NOT NULL,
   attempts INTEGER NOT NULL, tried_at INTEGER)`

// Of whom nothing is kept any more; those who were forgotten, for as long as a browser keeps what it
// could not send.
const KEPT_OUT = [
  'CREATE TABLE kept_out (hash TEXT PRIMARY KEY, before INTEGER, until INTEGER) WITHOUT ROWID',
  'CREATE INDEX kept_out_until ON kept_out (until) WHERE until IS NOT NULL',
  `INSERT INTO kept_out SELECT key, value, value + 604800000
     FROM json_each((SELECT IIF(json_valid(value), value, '{}') FROM state WHERE name = 'forgotten'))
     WHERE key <> 'version' AND type = 'integer'`,
]

// What is known of each form; those of which something may have to be told are found by `look_at`.
const FORM = [
  `CREATE TABLE form (
     id INTEGER PRIMARY KEY, source TEXT NOT NULL, name TEXT NOT NULL, used_at INTEGER NOT NULL,
     used_days INTEGER NOT NULL, look_at INTEGER, record TEXT NOT NULL)`,
  'CREATE UNIQUE INDEX form_name ON form (source, name)',
  'CREATE INDEX form_look ON form (look_at) WHERE look_at IS NOT NULL',
]

const statements =
  (...list: readonly string[]) =>
  (sql: SqlStorage) => {
    for (const each of list) sql.exec(each)
  }

/**
 * What a file goes through, oldest first. A step that was released is never changed, and none takes
 * away what the version before reads: that version must be able to open the file again.
 */
export const MIGRATIONS: readonly Migration[] = [
  { id: 'tables', run: statements(...TABLES) },
  { id: 'held-index', run: statements(HELD_INDEX) },
  { id: 'inbox-version', run: statements(INBOX_VERSION) },
  { id: 'free-bulk-members', run: freeBulkMembers },
  { id: 'provisional', run: statements(...PROVISIONAL) },
  { id: 'turn', run: statements(...TURN) },
  { id: 'handover', run: statements(...HANDOVER) },
  { id: 'message', run: statements(MESSAGE) },
  { id: 'kept-out', run: statements(...KEPT_OUT) },
  { id: 'form', run: statements(...FORM) },
]

const JOB = "(SELECT value FROM state WHERE name = 'bulkJob')"

/**
 * Version 0.1.0 could send a hundred contacts in one bulk job and held its members back meanwhile.
 * What became of a job is not known, and an upsert may be repeated: each member goes out alone.
 */
function freeBulkMembers(sql: SqlStorage): void {
  sql.exec(
    `UPDATE subject SET state = json_remove(state, '$.retryAt'),
       due_at = IIF(due_at = state ->> '$.retryAt', IFNULL(waiting_since, 0), due_at)
     WHERE json_valid(state) AND id IN (
       SELECT member.value ->> '$.subject'
       FROM json_each(IIF(json_valid(${JOB}), ${JOB}, '{}'), '$.members') AS member)`,
  )
  sql.exec("DELETE FROM state WHERE name IN ('bulkJob', 'bulkOffUntil')")
}
