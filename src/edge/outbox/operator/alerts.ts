import { NEVER } from '../../../protocol/time.ts'
import type { Config } from '../../settings/config.ts'
import type { ChannelName } from '../messages/channelView.ts'
import type { Message } from '../messages/message.ts'
import type { Messenger } from '../messages/messenger.ts'
import { readState, writeState } from '../store/state.ts'
import { type Condition, readConditions } from './conditions.ts'

export interface Alerts {
  /** Has everybody told what has begun or is over since they were told last. Answers when to look again. */
  check(config: Config, now: number): number
}

/** Conditions that were told, each with when it began. */
type Raised = { [name in Condition['name']]?: number }

export function createAlerts(
  storage: Pick<DurableObjectStorage, 'sql' | 'transactionSync'>,
  messenger: Pick<Messenger, 'channels' | 'send'>,
): Alerts {
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

/** Each channel has a memory of its own: one that comes later hears of what still stands. */
function readRaised(sql: SqlStorage): { [channel in ChannelName]: Raised } {
  return {
    webhook: readState<Raised>(sql, 'alerts', {}),
    email: readState<Raised>(sql, 'mailedAlerts', {}),
  }
}

function writeRaised(sql: SqlStorage, { webhook, email }: ReturnType<typeof readRaised>): void {
  writeState(sql, 'alerts', webhook)
  writeState(sql, 'mailedAlerts', email)
}
