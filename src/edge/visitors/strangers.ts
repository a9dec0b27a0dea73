import { isBound } from '../bindings.ts'
import { parseKept } from '../outbox/store/rowFormat.ts'
import { type HandOverDeps, handOver, wantHistories } from './handOver.ts'
import { byObject } from './visitorsClient.ts'

/** What the operator asks of the objects that keep strangers. */
export interface Strangers {
  /** Brings what is kept of a stranger to the outbox, where it is shown, exported and forgotten like anybody's. */
  fetch(anonymousId: string): Promise<void>
  /** Erases what is kept under these ids. Throws where an object does not answer. */
  erase(anonymousIds: readonly string[]): Promise<number>
}

export function createStrangers(deps: HandOverDeps): Strangers {
  const { env, storage, now } = deps
  return {
    async fetch(anonymousId) {
      if (!isBound(env, 'VISITORS')) return
      wantHistories(storage.sql, [anonymousId], now())
      await handOver(deps)
    },

    async erase(anonymousIds) {
      const groups = byObject(env, anonymousIds, (id) => id) ?? []
      const erased = await Promise.all(groups.map(({ visitors, items }) => visitors.erase(items)))
      storage.transactionSync(() => dropIntroductions(storage.sql, new Set(anonymousIds)))
      return erased.reduce((sum, rows) => sum + rows, 0)
    },
  }
}

/** Nobody is to be asked for them any more. */
function dropIntroductions(sql: SqlStorage, erased: ReadonlySet<string>): void {
  for (const id of erased) sql.exec('DELETE FROM handover WHERE id = ?', id)
  const rows = sql
    .exec<{ id: number; introduces: string }>(
      'SELECT id, introduces FROM inbox WHERE introduces IS NOT NULL',
    )
    .toArray()
  for (const { id, introduces } of rows) {
    const ids = parseKept<string[]>(introduces) ?? []
    const left = ids.filter((each) => !erased.has(each))
    if (left.length < ids.length)
      sql.exec('UPDATE inbox SET introduces = ? WHERE id = ?', JSON.stringify(left), id)
  }
}
