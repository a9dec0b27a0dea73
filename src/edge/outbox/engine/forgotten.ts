import type { AdmittedEvent } from '../../collect/admission.ts'
import { logKey, pseudonymOf } from '../journal/log.ts'
import { dropRows, eventsOf, type InboxRow, takeRows } from '../store/inbox.ts'
import { readState, writeState } from '../store/state.ts'

/** When each was forgotten, by a keyed hash of a key of theirs. */
interface Forgotten {
  [hash: string]: number
}

/** As long as a browser keeps what it could not send. */
const KEPT_OUT_MS = 7 * 86_400_000

/** Remembers that these keys were forgotten, without saying whose they are. */
export async function rememberForgotten(
  sql: SqlStorage,
  keys: readonly string[],
  now: number,
): Promise<void> {
  const secret = logKey(sql)
  const hashes = await Promise.all(keys.map((key) => pseudonymOf(secret, key)))
  const known = readForgotten(sql, now)
  for (const hash of hashes) known[hash] = now
  writeState(sql, 'forgotten', known)
}

function readForgotten(sql: SqlStorage, now: number): Forgotten {
  const known = readState<Forgotten>(sql, 'forgotten', {})
  for (const [hash, at] of Object.entries(known)) if (at < now - KEPT_OUT_MS) delete known[hash]
  return known
}

/**
 * Drops what was said about somebody before they were forgotten and comes only now: a browser's queue,
 * a request sent again. Who signs up anew is taken.
 */
export async function dropForgotten(storage: DurableObjectStorage, now: number): Promise<void> {
  const { sql } = storage
  const forgotten = readForgotten(sql, now)
  if (Object.keys(forgotten).length === 0) return
  const secret = logKey(sql)
  for (const row of takeRows(sql)) {
    const events = readable(row)
    if (!events) continue
    const old = await Promise.all(
      events.map(async (event) => {
        const at = Date.parse(event.timestamp)
        const hashes = await Promise.all(keysIn(event).map((key) => pseudonymOf(secret, key)))
        return hashes.some((hash) => at < (forgotten[hash] ?? 0))
      }),
    )
    if (!old.includes(true)) continue
    const kept = events.filter((_, index) => !old[index])
    storage.transactionSync(() => {
      if (kept.length === 0) dropRows(sql, [row])
      else sql.exec('UPDATE inbox SET events = ? WHERE id = ?', JSON.stringify(kept), row.id)
    })
  }
}

function readable(row: InboxRow): AdmittedEvent[] | undefined {
  try {
    return eventsOf(row)
  } catch {
    return undefined
  }
}

/** Every address in an event, and its ids. */
function keysIn(event: AdmittedEvent): string[] {
  const { userId, anonymousId } = event
  const addresses = JSON.stringify(event).toLowerCase().match(ADDRESS) ?? []
  return [
    ...new Set(addresses.map((address) => `e:${address}`)),
    ...(userId === undefined ? [] : [`u:${userId}`]),
    ...(anonymousId === undefined ? [] : [`a:${anonymousId}`]),
  ]
}

const ADDRESS = /(?<![^\s"'\\<>(),;:@])[^\s"'\\<>(),;:@]{1,64}@[a-z0-9.-]{1,255}[a-z0-9]/g
