import { readKeptOutEvents } from '../engine/dropKeptOut.ts'
import { logEvent } from '../journal/log.ts'
import { countKeptOut, keepOut, letIn } from '../store/keptOut.ts'
import type { Reply } from './operations.ts'

// The list of addresses of which nothing is kept any more. It holds hashes: nobody can read it.

export function readNeverAgain(sql: SqlStorage): Reply<'neverAgain'> {
  const { count: events, at } = readKeptOutEvents(sql)
  return { addresses: countKeptOut(sql), events, ...(events > 0 && { lastAt: at }) }
}

export async function addNeverAgain(
  sql: SqlStorage,
  email: string,
): Promise<Reply<'addNeverAgain'>> {
  const before = countKeptOut(sql)
  await keepOut(sql, [`e:${email}`])
  const added = countKeptOut(sql) > before
  if (added) logEvent('never_again_added', { count: 1 })
  const [known] = sql
    .exec<{ subject: number }>('SELECT subject FROM identity WHERE key = ?', `e:${email}`)
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
