/** Every call the account got, in order of arrival, for tests and for the page. */
export interface LoggedCall {
  id: number
  at: number
  method: string
  /** As received: `/crm/sales/api/contacts/upsert?include=sales_accounts`. */
  path: string
  /** Below the base and without the query: `/contacts/upsert`. */
  resource: string
  body: string
  /** `null` while the call is being answered, and for ever if the answer never left. */
  status: number | null
  ms: number | null
  answer: string | null
  /** Name of the fault rule that had a hand in the answer. */
  fault: string | null
}

export type ReceivedCall = Pick<LoggedCall, 'at' | 'method' | 'path' | 'resource' | 'body'>
export type AnsweredCall = Pick<LoggedCall, 'status' | 'ms' | 'answer' | 'fault'>

export interface CallStore {
  begin(call: ReceivedCall): number
  end(id: number, answered: AnsweredCall): void
  list(filter: CallFilter): LoggedCall[]
  count(): number
}

export interface CallFilter {
  /** Only calls with a higher id. */
  afterId?: number
  /** Only calls that arrived at this time (epoch milliseconds) or later. */
  fromTime?: number
  /** Only calls whose path has this in it. */
  path?: string
  method?: string
  /** At most so many, the newest. */
  limit?: number
}

/** Longest body kept. Durable Objects refuse a row of 2 MB; the head of a body is enough to recognise it. */
const KEPT_CHARACTERS = 256 * 1024

const INSERT = `INSERT INTO calls (at, method, path, resource, body)
  VALUES (?, ?, ?, ?, ?) RETURNING id`
const UPDATE = 'UPDATE calls SET status = ?, ms = ?, answer = ?, fault = ? WHERE id = ?'
const SELECT = `SELECT * FROM calls
  WHERE id > ? AND at >= ? AND instr(path, ?) > 0 AND (? = '' OR method = ?)
  ORDER BY id DESC LIMIT ?`
// Calls are only ever deleted all at once, so their ids have no gaps.
const COUNT = 'SELECT MAX(id) - MIN(id) + 1 AS count FROM calls'

export function createCallStore(sql: SqlStorage): CallStore {
  return {
    begin({ at, method, path, resource, body }) {
      const kept = body.slice(0, KEPT_CHARACTERS)
      return sql.exec<{ id: number }>(INSERT, at, method, path, resource, kept).one().id
    },
    end(id, { status, ms, answer, fault }) {
      sql.exec(UPDATE, status, ms, answer?.slice(0, KEPT_CHARACTERS) ?? null, fault, id)
    },
    list({ afterId = 0, fromTime = 0, path = '', method = '', limit = -1 }) {
      const rows = sql.exec<Row>(SELECT, afterId, fromTime, path, method, method, limit)
      return rows.toArray().reverse()
    },
    count: () => sql.exec<{ count: number | null }>(COUNT).one().count ?? 0,
  }
}

/** An interface cannot be a row of SQLite, a type can. */
type Row = { [key in keyof LoggedCall]: LoggedCall[key] }
