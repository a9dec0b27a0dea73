import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

export interface Row {
  [column: string]: SQLInputValue
}

/** A query as SQLite has prepared it, and what it does to the file. */
export interface Query {
  all(values: SQLInputValue[]): Row[]
  /** `INSERT INTO inbox`, say; undefined where it only reads. */
  writes: string | undefined
}

/** One SQLite file in memory, lent to one story after the other. */
export interface SqliteFile {
  query(text: string): Query
  /** Takes back everything since it was lent. */
  giveBack(): void
}

const WRITES = /^\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER)/i

/** Files that nobody has, by what was done to them before they were lent first. */
const free = new Map<unknown, SqliteFile[]>()

/**
 * Lends a file on which `prepare` has run, or an empty one. All of a story is one transaction, which is
 * rolled back in the end: making a file anew and preparing its queries costs as much as a story.
 */
export function lendFile(prepare?: (file: SqliteFile) => void): SqliteFile {
  const waiting = free.get(prepare) ?? []
  free.set(prepare, waiting)
  const file = waiting.pop() ?? openFile((back) => waiting.push(back), prepare)
  file.query('BEGIN').all([])
  return file
}

function openFile(
  onBack: (file: SqliteFile) => void,
  prepare?: (file: SqliteFile) => void,
): SqliteFile {
  const database = new DatabaseSync(':memory:')
  const queries = new Map<string, Query>()
  const file: SqliteFile = {
    query(text) {
      const known = queries.get(text)
      if (known) return known
      const query = prepareQuery(database, text)
      queries.set(text, query)
      return query
    },
    giveBack() {
      file.query('ROLLBACK').all([])
      onBack(file)
    },
  }
  prepare?.(file)
  return file
}

function prepareQuery(database: DatabaseSync, text: string): Query {
  const statement = database.prepare(text)
  // Node makes an object far slower than a list.
  statement.setReturnArrays(true)
  let columns: string[] = []
  const toRow = (values: SQLInputValue[]): Row => {
    // A migration may have added one meanwhile.
    if (columns.length !== values.length) columns = statement.columns().map(({ name }) => name)
    const row: Row = {}
    for (let place = 0; place < values.length; place++)
      row[columns[place] ?? ''] = values[place] ?? null
    return row
  }
  return {
    writes: WRITES.test(text)
      ? text
          .trim()
          .split(/[\s(]+/, 3)
          .join(' ')
      : undefined,
    all(values) {
      return (statement.all(...values) as never as SQLInputValue[][]).map(toRow)
    },
  }
}
