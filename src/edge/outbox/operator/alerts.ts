import { NEVER } from '../../../protocol/time.ts'
import type { Message } from '../messages/message.ts'
import type { Condition } from './condition.ts'
import { readConditions } from './conditions.ts'
import { readRaised, writeRaised } from './raised.ts'
import type { CreateTeller } from './teller.ts'

/** Tells what has begun or is over since each channel was told last. */
export const createAlerts: CreateTeller = (storage, messenger) => {
  const { sql } = storage
  return {
    check(config, now) {
      const channels = messenger.channels()
      if (channels.length === 0) return NEVER
      const conditions = readConditions(sql, config, now).filter(({ isQuiet }) => !isQuiet)
      storage.transactionSync(() => {
        const raised = readRaised(sql)
        for (const channel of channels) {
          const told = raised[channel]
          for (const condition of conditions) {
            const { name, isMet } = condition
            if (isMet === (told[name] !== undefined)) continue
            const since = told[name] ?? now
            messenger.send(messageOf(condition, since), [channel])
            if (isMet) told[name] = since
            else delete told[name]
            writeRaised(sql, raised)
          }
        }
      })
      return Math.min(NEVER, ...conditions.map(({ changesAt }) => changesAt))
    },
  }
}

function messageOf({ name, isMet, begun, over }: Condition, since: number): Message {
  const state = isMet ? 'begun' : 'over'
  return { title: isMet ? begun : over, lines: [], condition: name, state, since }
}
