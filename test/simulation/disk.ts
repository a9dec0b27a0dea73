import type { SQLInputValue } from 'node:sqlite'
import type { migrate } from '../../src/edge/outbox/store/migrate.ts'
import { createPoints, type Points } from './points.ts'
import { lendFile, type Row, type SqliteFile } from './sqliteFile.ts'

type Rows = { [table: string]: Row[] }

export type Migrate = (storage: Parameters<typeof migrate>[0]) => void

/**
 * The storage of one Durable Object, on a real SQLite. Each statement is durable on its own, a
 * transaction as a whole: that is less than the runtime promises, so no crash is worse than here.
 * With `migrate` it begins with a file on which that has run.
 */
export function createDisk(points: Points, migrate?: Migrate) {
  return createDiskOn(lendFile(migrate && migrationOf(migrate)), points)
}

export type Disk = ReturnType<typeof createDiskOn>

const migrations = new Map<Migrate, (file: SqliteFile) => void>()

/** The same one each time, so that the file it ran on is lent again. */
function migrationOf(migrate: Migrate): (file: SqliteFile) => void {
  const known = migrations.get(migrate)
  if (known) return known
  const run = (file: SqliteFile) => migrate(createDiskOn(file, createPoints()).storage as never)
  migrations.set(migrate, run)
  return run
}

function createDiskOn(file: SqliteFile, points: Points) {
  let alarm: number | null = null
  let failures = 0
  let depth = 0
  let hasPart = false

  const setAlarm = (at: number | null) => {
    alarm = at
  }
  const run = (text: string, ...values: SQLInputValue[]) => file.query(text).all(values)
  const tables = () =>
    run("SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => String(name))
  const rows = (table: string) => run(`SELECT * FROM ${table}`)
  const countParts = () => run('SELECT id FROM subject WHERE instr(state, ?) > 0', PART).length
  function insert(table: string, row: Row): void {
    const columns = Object.keys(row)
    const places = columns.map(() => '?')
    run(`INSERT OR IGNORE INTO ${table} (${columns}) VALUES (${places})`, ...Object.values(row))
  }
  function write<Result>(what: string, act: () => Result): Result {
    points.pass('before', what)
    if (failures > 0 && --failures === 0) throw new Error('disk I/O error')
    const result = act()
    points.pass('after', what)
    return result
  }

  const storage = {
    sql: {
      databaseSize: 0,
      exec(text: string, ...values: SQLInputValue[]) {
        points.live()
        const query = file.query(text)
        if (query.writes === undefined) return new Cursor(query.all(values))
        return new Cursor(write(query.writes, () => query.all(values)))
      },
    },
    transactionSync<Result>(act: () => Result): Result {
      const level = depth++
      run(`SAVEPOINT level_${level}`)
      try {
        const result = act()
        points.pass('before', 'the commit')
        run(`RELEASE level_${level}`)
        return result
      } catch (error) {
        run(`ROLLBACK TO level_${level}`)
        run(`RELEASE level_${level}`)
        throw error
      } finally {
        depth--
        if (!points.isDead()) points.pass('after', 'the commit')
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
    /** Whether it has the tables: not while each attempt to make them failed. */
    isMade: () => tables().includes('subject'),
    /** A part that this version does not know, in every row. */
    addPart(): void {
      if (!this.isMade()) return
      const part = `'$.invoices', json('["${PART}"]')`
      run(`UPDATE subject SET state = json_set(state, ${part}) WHERE json_valid(state)`)
      hasPart ||= countParts() > 0
    },
    /** Whether such a part was there once and is no more. */
    isPartLost: () => hasPart && countParts() === 0,
    insert,
    /** All rows of the tables of which the name is given. */
    rows,
    close: file.giveBack,
    save: (): Rows => Object.fromEntries(tables().map((name) => [name, rows(name)])),
    /** Comes back as it was then, a point in time before. */
    load(saved: Rows) {
      for (const name of tables()) {
        const then = saved[name]
        run(then ? `DELETE FROM ${name}` : `DROP TABLE ${name}`)
        for (const row of then ?? []) insert(name, row)
      }
    },
  }
}

const PART = 'invoice of a later version'

/** What the runtime answers a query with. */
export class Cursor {
  readonly rowsWritten = 1
  readonly #rows: Row[]

  constructor(rows: Row[]) {
    this.#rows = rows
  }

  toArray(): Row[] {
    return this.#rows
  }

  one(): Row | undefined {
    return this.#rows[0]
  }

  [Symbol.iterator](): Iterator<Row> {
    return this.#rows[Symbol.iterator]()
  }
}
