import type { Count } from './views.ts'

/** Rows read are billed, and a console looks every few seconds. */
const BOUND = 5_000

/** Counts the rows of a query, up to a bound. */
export function countUpTo(sql: SqlStorage, query: string, ...bindings: number[]): Count {
  const [row] = sql
    .exec<{ count: number }>(
      `SELECT COUNT(*) AS count FROM (${query} LIMIT ${BOUND + 1})`,
      ...bindings,
    )
    .toArray()
  const count = row?.count ?? 0
  return { count: Math.min(count, BOUND), isMore: count > BOUND }
}
