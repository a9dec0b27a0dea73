import { type HandOverDeps, handOver, handOverAt } from '../visitors/handOver.ts'
import type { DeliveryDeps } from './engine/createDeliveryDeps.ts'
import { type Turn, takeTurn } from './engine/turn.ts'
import type { createLeadsFirst } from './leadsFirst.ts'
import type { createMutex } from './mutex.ts'
import { purge } from './operator/purge.ts'
import type { Teller } from './operator/teller.ts'

/** One alarm works this long at most, then the next one goes on. */
const TURN_MS = 20_000

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
  const until = now() + TURN_MS
  let turn: Turn = { did: true }
  while (turn.did && now() < until)
    turn = await exclusively(async () => {
      await handOver(handOverDeps)
      return takeTurn(deps)
    })
  const cleanAt = purge(storage, now())
  leadsFirst.save(config.dailyRows)
  const tellAt = tellers.map((teller) => teller.check(config, now()))
  const alertAt = Math.min(...tellAt, messenger.flush())
  const wakeAt = turn.did ? now() : turn.wakeAt
  return Math.min(wakeAt, handOverAt(storage.sql, handOverDeps.env), cleanAt, alertAt)
}
