import type { ChannelName } from '../messages/channelView.ts'
import { readState, writeState } from '../store/state.ts'

/** Conditions that were told, by name, each with when it began. */
interface Raised {
  [condition: string]: number
}

/** Each channel has a memory of its own: one that comes later hears of what still stands. */
export function readRaised(sql: SqlStorage): { [channel in ChannelName]: Raised } {
  return {
    webhook: readState<Raised>(sql, 'alerts', {}),
    email: readState<Raised>(sql, 'mailedAlerts', {}),
  }
}

export function writeRaised(
  sql: SqlStorage,
  { webhook, email }: ReturnType<typeof readRaised>,
): void {
  writeState(sql, 'alerts', webhook)
  writeState(sql, 'mailedAlerts', email)
}
