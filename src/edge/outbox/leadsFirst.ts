import { DAY_MS } from '../../protocol/time.ts'
import type { AppendRequest } from '../outboxDoor.ts'
import type { LeaseAsk } from '../visitors/visitorsDoor.ts'
import { countShed } from './journal/countOutcome.ts'
import { createHighWater } from './store/highWater.ts'
import { readState, writeState } from './store/state.ts'
import { knowsAny } from './store/subjectRow.ts'

/** Why something of strangers is turned away, so that leads have room; said of each event. */
export const TURNED_AWAY = {
  rows: 'turned away: the rows of the day are kept for leads; nothing is wrong with the event',
  full: 'turned away: what room there is is kept for leads; nothing is wrong with the event',
  tooMany:
    'turned away: too much comes at once, and leads go first; nothing is wrong with the event',
} as const

/**
 * An object takes one request after the other: one that stood in line longer came to an object that does
 * not keep up. The clocks of two machines differ by less.
 */
const LONGEST_IN_LINE_MS = 1_000

/** Whether a request that was sent to an object then, came to its turn too late. */
export function stoodInLine(askedAt: number | undefined, now: number): boolean {
  return askedAt !== undefined && now - askedAt > LONGEST_IN_LINE_MS
}

/** What strangers may use of the day's rows; the rest is kept for leads. */
const STRANGERS_SHARE = 0.75

/** Rows handed out that an end of the process may forget: writing each down would be a row again. */
const MOST_UNSAVED = 100

/** Rows that all objects have written on a day. */
interface DayRows {
  day: number
  rows: number
}

/**
 * Keeps room for leads: above a mark on bytes, unread requests, rows of the day or the time in line,
 * whatever is not about somebody known is turned away. A lead never is.
 */
export function createLeadsFirst(sql: SqlStorage, now: () => number) {
  const isFull = createHighWater(sql, now)
  let written: DayRows | undefined
  let uncounted = 0
  let handedOut = 0
  let shed = 0

  function today(): DayRows {
    const day = Math.floor(now() / DAY_MS)
    written ??= readState<DayRows>(sql, 'rows', { day, rows: 0 })
    if (written.day !== day) written = { day, rows: 0 }
    written.rows += uncounted
    uncounted = 0
    return written
  }

  const areRowsUsedUp = (limit: number, more = 0) =>
    limit > 0 && today().rows + more > limit * STRANGERS_SHARE

  function saveRows(): void {
    handedOut = 0
    writeState(sql, 'rows', today())
  }

  function mark(dailyRows: number): string | undefined {
    if (isFull()) return TURNED_AWAY.full
    return areRowsUsedUp(dailyRows) ? TURNED_AWAY.rows : undefined
  }

  return {
    /** Rows that were written here. */
    countRows(rows: number): void {
      uncounted += rows
    },

    /** Why a request is turned away. */
    refusal(
      { lane = 'lead', about = [], count, askedAt }: AppendRequest,
      dailyRows: number,
    ): string | undefined {
      if (lane === 'lead') return undefined
      const reason = stoodInLine(askedAt, now()) ? TURNED_AWAY.tooMany : mark(dailyRows)
      if (reason === undefined || knowsAny(sql, about)) return undefined
      shed += count
      return reason
    },

    /** Hands rows of the day to an object of strangers, and hears how many of them it turned away. */
    lease({ rows, shed: more }: LeaseAsk, dailyRows: number): boolean {
      shed += more
      if (areRowsUsedUp(dailyRows, rows)) return false
      today().rows += rows
      handedOut += rows
      if (handedOut > MOST_UNSAVED) saveRows()
      return true
    },

    /** Whether there is plenty of room. */
    hasRoom: (dailyRows: number): boolean => mark(dailyRows) === undefined,

    /** Writes down what was counted, where something was. */
    save(dailyRows: number): void {
      if (shed > 0) countShed(sql, shed, now())
      shed = 0
      if (dailyRows > 0 && uncounted + handedOut > 0) saveRows()
    },
  }
}

/** A storage that tells of each row it writes; SQLite counts those of indexes as well, and so does the bill. */
export function meterRows(
  storage: DurableObjectStorage,
  onRows: (rows: number) => void,
): DurableObjectStorage {
  const { sql } = storage
  const metered = {
    exec: (query: string, ...bindings: SqlStorageValue[]) => {
      const cursor = sql.exec(query, ...bindings)
      const { rowsWritten } = cursor
      if (rowsWritten > 0) onRows(rowsWritten)
      return cursor
    },
    get databaseSize() {
      return sql.databaseSize
    },
  }
  return new Proxy(storage, {
    get(target, name) {
      if (name === 'sql') return metered
      // An alarm is a row as well.
      if (name === 'setAlarm') onRows(1)
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
