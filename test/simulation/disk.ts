import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { migrate } from '../../src/edge/outbox/store/migrate.ts'
import { createPoints, type Points } from './points.ts'

type Rows = { [table: string]: { [column: string]: SQLInputValue }[] }

const WRITES = /^\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER)/i

/**
 * The storage of one Durable Object, on a real SQLite. Each statement is durable on its own, a
 * transaction as a whole: that is less than the runtime promises, so no crash is worse than here.
 */
export function createDisk(points: Points, { isNew }: { isNew: boolean }) {
  const { database, prepared } = isNew ? openFile() : openMigrated()
  let alarm: number | null = null
  let failures = 0
  let depth = 0
  let hasPart = false

  const setAlarm = (at: number | null) => {
    alarm = at
  }
  const statement = (query: string) => {
    const known = prepared.get(query) ?? database.prepare(query)
    prepared.set(query, known)
    return known
  }
  const control = (query: string) => statement(query).run()
  const countParts = () =>
    database.prepare('SELECT id FROM subject WHERE instr(state, ?) > 0').all(PART).length
  function insert(table: string, row: { [column: string]: SQLInputValue }): void {
    const columns = Object.keys(row)
    database
      .prepare(`INSERT OR IGNORE INTO ${table} (${columns}) VALUES (${columns.map(() => '?')})`)
      .run(...Object.values(row))
  }
  function write<Result>(what: string, run: () => Result): Result {
    points.pass(`before ${what}`)
    if (failures > 0 && --failures === 0) throw new Error('disk I/O error')
    const result = run()
    points.pass(`after ${what}`)
    return result
  }

  const storage = {
    sql: {
      databaseSize: 0,
      exec(query: string, ...values: SQLInputValue[]) {
        points.live()
        const run = () => statement(query).all(...values)
        const isWrite = WRITES.test(query)
        const rows = isWrite
          ? write(
              query
                .trim()
                .split(/[\s(]+/, 3)
                .join(' '),
              run,
            )
          : run()
        return {
          toArray: () => rows,
          one: () => rows[0],
          rowsWritten: 1,
          [Symbol.iterator]: () => rows[Symbol.iterator](),
        }
      },
    },
    transactionSync<Result>(run: () => Result): Result {
      const name = `level_${depth++}`
      control(`SAVEPOINT ${name}`)
      try {
        const result = run()
        points.pass('before the commit')
        control(`RELEASE ${name}`)
        return result
      } catch (error) {
        control(`ROLLBACK TO ${name}`)
        control(`RELEASE ${name}`)
        throw error
      } finally {
        depth--
        if (!points.isDead()) points.pass('after the commit')
      }
    },
    getAlarm: async () => alarm,
    setAlarm: async (at: number) => {
      write('the alarm', () => setAlarm(at))
    },
    deleteAlarm: async () => setAlarm(null),
  }

  return {
    storage,
    alarm: () => alarm,
    setAlarm,
    /** The n-th write from now on fails, and takes back the transaction that it is in. */
    failAfter(writes: number) {
      failures = writes
    },
    /** A part that this version does not know, in every row. */
    addPart(): void {
      if (!tables(database).includes('subject')) return
      const part = `'$.invoices', json('["${PART}"]')`
      database.exec(`UPDATE subject SET state = json_set(state, ${part}) WHERE json_valid(state)`)
      hasPart ||= countParts() > 0
    },
    /** Whether such a part was there once and is no more. */
    isPartLost: () => hasPart && countParts() === 0,
    insert,
    /** All rows of the tables of which the name is given. */
    rows: (table: string) => database.prepare(`SELECT * FROM ${table}`).all(),
    close() {
      if (isNew) database.close()
    },
    save: (): Rows =>
      Object.fromEntries(
        tables(database).map((name) => [
          name,
          database.prepare(`SELECT * FROM ${name}`).all() as Rows[string],
        ]),
      ),
    /** Comes back as it was then, a point in time before. */
    load(rows: Rows) {
      for (const name of tables(database)) {
        const then = rows[name]
        database.exec(then ? `DELETE FROM ${name}` : `DROP TABLE ${name}`)
        for (const row of then ?? []) insert(name, row)
      }
    },
  }
}

export type Disk = ReturnType<typeof createDisk>

const PART = 'invoice of a later version'

interface File {
  database: DatabaseSync
  /** Statements that were prepared on it. */
  prepared: Map<string, ReturnType<DatabaseSync['prepare']>>
}

const openFile = (): File => ({ database: new DatabaseSync(':memory:'), prepared: new Map() })

let migrated: File | undefined

/** Most stories begin on a file that was migrated in an earlier one, emptied: a new one costs as much as a story. */
function openMigrated(): File {
  if (!migrated) {
    migrated = openFile()
    const disk = createDisk(createPoints(), { isNew: false })
    migrate(disk.storage as never)
  }
  const { database } = migrated
  for (const name of tables(database))
    if (!OF_MIGRATIONS.has(name)) database.exec(`DELETE FROM ${name}`)
  return migrated
}

const OF_MIGRATIONS: ReadonlySet<string> = new Set(['migration', 'schema_version'])

const tables = (database: DatabaseSync) =>
  database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all()
    .map(({ name }) => String(name))
