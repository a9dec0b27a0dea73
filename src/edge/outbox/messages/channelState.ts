import { HOUR_MS, MINUTE_MS } from '../../../protocol/time.ts'
import { readState, writeState } from '../store/state.ts'
import type { ChannelName, ChannelState } from './channelView.ts'
import type { Message } from './message.ts'

type States = { [name in ChannelName]?: ChannelState }

export function readChannelState(sql: SqlStorage, name: ChannelName): ChannelState {
  return readState<States>(sql, 'channels', {})[name] ?? {}
}

export function noteTaken(sql: SqlStorage, name: ChannelName, now: number): void {
  write(sql, name, { toldAt: now })
}

/** Asked again after a minute, and then ever more rarely. */
export function noteFailure(
  sql: SqlStorage,
  name: ChannelName,
  { title, answered, now }: Pick<Message, 'title'> & { answered: string; now: number },
): void {
  const { failing, ...before } = readChannelState(sql, name)
  const attempts = (failing?.attempts ?? 0) + 1
  const nextAt = now + Math.min(HOUR_MS, MINUTE_MS * 2 ** (attempts - 1))
  const since = failing?.since ?? now
  write(sql, name, { ...before, failing: { since, answered, what: title, attempts, nextAt } })
}

function write(sql: SqlStorage, name: ChannelName, state: ChannelState): void {
  writeState(sql, 'channels', { ...readState<States>(sql, 'channels', {}), [name]: state })
}
