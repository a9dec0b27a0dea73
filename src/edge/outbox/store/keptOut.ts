import { createPseudonyms, logKey } from '../journal/log.ts'

/** Whom nothing is kept of, by a keyed hash of each key of theirs: it does not say whose it is. */
interface KeptOut {
  /** What happened before this is not taken; absent: nothing is. */
  before?: number
  /** Absent: for good. */
  until?: number
}

/** For good stays for good. */
export async function keepOut(
  sql: SqlStorage,
  keys: readonly string[],
  { before, until }: KeptOut = {},
): Promise<void> {
  for (const hash of await hashAll(sql, keys))
    sql.exec(
      `INSERT INTO kept_out VALUES (?, ?, ?) ON CONFLICT (hash)
         DO UPDATE SET before = excluded.before, until = excluded.until WHERE until IS NOT NULL`,
      hash,
      before ?? null,
      until ?? null,
    )
}

/** Takes back that somebody is kept out for good; false when they were not. */
export async function letIn(sql: SqlStorage, key: string): Promise<boolean> {
  const [hash] = await hashAll(sql, [key])
  const query = 'DELETE FROM kept_out WHERE hash = ? AND until IS NULL RETURNING hash'
  return sql.exec(query, hash ?? '').toArray().length > 0
}

/** Those who are kept out for good. */
export const KEPT_OUT_FOR_GOOD = 'SELECT 1 FROM kept_out WHERE until IS NULL'

export function isAnybodyKeptOut(sql: SqlStorage, now: number): boolean {
  sql.exec('DELETE FROM kept_out WHERE until < ?', now)
  return sql.exec('SELECT 1 FROM kept_out LIMIT 1').toArray().length > 0
}

/** Which of these keys are kept out, each with before when; always is `Infinity`. */
export async function findKeptOut(
  sql: SqlStorage,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>()
  const hashes = await hashAll(sql, keys)
  for (const [index, key] of keys.entries()) {
    const [row] = sql
      .exec<{ before: number | null }>(
        'SELECT before FROM kept_out WHERE hash = ?',
        hashes[index] ?? '',
      )
      .toArray()
    if (row) found.set(key, row.before ?? Number.POSITIVE_INFINITY)
  }
  return found
}

async function hashAll(sql: SqlStorage, keys: readonly string[]): Promise<string[]> {
  const pseudonymOf = await createPseudonyms(logKey(sql))
  return Promise.all(keys.map(pseudonymOf))
}
