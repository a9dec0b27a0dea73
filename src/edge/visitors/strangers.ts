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
      if (!env.VISITORS) return
      wantHistories(storage.sql, [anonymousId], now())
      await handOver(deps)
    },

    async erase(anonymousIds) {
      const groups = byObject(env, anonymousIds, (id) => id) ?? []
      const erased = await Promise.all(groups.map(({ visitors, items }) => visitors.erase(items)))
      for (const id of anonymousIds) storage.sql.exec('DELETE FROM handover WHERE id = ?', id)
      return erased.reduce((sum, rows) => sum + rows, 0)
    },
  }
}
