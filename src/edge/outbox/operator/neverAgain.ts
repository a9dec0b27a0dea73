import { readKeptOutEvents } from '../engine/dropKeptOut.ts'
import { logEvent } from '../journal/log.ts'
import { findKeptOut, KEPT_OUT_FOR_GOOD, keepOut, letIn } from '../store/keptOut.ts'
import { countUpTo } from './backlog.ts'
import type { Reply } from './operations.ts'

// The list of addresses of which nothing is kept any more. It holds hashes: nobody can read it.

export function readNeverAgain(sql: SqlStorage): Reply<'neverAgain'> {
  const { count: events, at } = readKeptOutEvents(sql)
  return { addresses: countUpTo(sql, KEPT_OUT_FOR_GOOD), events, ...(events > 0 && { lastAt: at }) }
}

export async function addNeverAgain(
  sql: SqlStorage,
  email: string,
): Promise<Reply<'addNeverAgain'>> {
  const key = `e:${email}`
  const added = (await findKeptOut(sql, [key])).get(key) !== Number.POSITIVE_INFINITY
  await keepOut(sql, [key])
  if (added) logEvent('never_again_added', { count: 1 })
  const [known] = sql
    .exec<{ subject: number }>('SELECT subject FROM identity WHERE key = ?', key)
    .toArray()
  return { added, ...(known && { known: known.subject }) }
}

export async function removeNeverAgain(
  sql: SqlStorage,
  email: string,
): Promise<Reply<'removeNeverAgain'>> {
  const removed = await letIn(sql, `e:${email}`)
  if (removed) logEvent('never_again_removed')
  return { removed }
}
