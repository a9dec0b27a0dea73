import { type HandOverDeps, handOver, handOverAt } from '../visitors/handOver.ts'
import type { DeliveryDeps } from './engine/createDeliveryDeps.ts'
import { takeTurn, takeTurns } from './engine/turn.ts'
import type { createLeadsFirst } from './leadsFirst.ts'
import type { createMutex } from './mutex.ts'
import { purge } from './operator/purge.ts'
import type { Teller } from './operator/teller.ts'

/** Folds and delivers until nothing is due; answers when something will be. */
export async function deliver({
  deps,
  handOver: handOverDeps,
  exclusively,
  leadsFirst,
  tellers,
}: {
  deps: DeliveryDeps
  handOver: HandOverDeps
  exclusively: ReturnType<typeof createMutex>
  leadsFirst: ReturnType<typeof createLeadsFirst>
  tellers: readonly Teller[]
}): Promise<number> {
  const { storage, config, messenger, now } = deps
  const turn = async () => {
    await handOver(handOverDeps)
    return takeTurn(deps)
  }
  const wakeAt = await takeTurns(() => exclusively(turn), now)
  const cleanAt = purge(storage, now())
  leadsFirst.save(config.dailyRows)
  const tellAt = tellers.map((teller) => teller.check(config, now()))
  const alertAt = Math.min(...tellAt, messenger.flush())
  return Math.min(wakeAt, handOverAt(storage.sql, handOverDeps.env), cleanAt, alertAt)
}
