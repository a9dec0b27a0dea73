import { MINUTE_MS, NEVER } from '../../../protocol/time.ts'
import type { Env } from '../../env.ts'
import { parseConfig } from '../../settings/config.ts'
import { logEvent, nameError } from '../journal/log.ts'
import {
  countMessages,
  dropMessage,
  dropStale,
  markFailed,
  markTried,
  nextMessage,
  queueMessage,
  settleDoubts,
  takeBack,
} from '../store/queuedMessages.ts'
import { noteFailure, noteTaken, readChannelState } from './channelState.ts'
import { type Channel, NotTakenError, openChannels } from './channels.ts'
import type { ChannelName, ChannelTest, ChannelView } from './channelView.ts'
import type { Message } from './message.ts'

/** Brings messages to whoever is to hear them. Whoever has something to tell is given this. */
export interface Messenger {
  /**
   * Keeps a message until each channel, or each of these, has taken it. It is written in the caller's
   * transaction, so that what is noted there as told is told; then the outbox is to be woken.
   */
  send(message: Message, to?: readonly ChannelName[]): void
  /** Those that can be used. */
  channels(): ChannelName[]
  /** Sends what waits, and waits for nobody. Answers when to look again. */
  flush(): number
  /** How each channel fares. */
  look(): ChannelView[]
  /** Sends a test through every channel at once. */
  test(): Promise<ChannelTest[]>
}

/** Why a channel did not take a message; in doubt, where it may have. */
interface Failure {
  answered: string
  isInDoubt: boolean
}

const TEST: Message = {
  title: 'This is a test.',
  lines: ['Somebody pressed “Send a test message” in the console: messages arrive here.'],
}

export function createMessenger({
  sql,
  env,
  now,
}: {
  sql: SqlStorage
  env(): Env
  now(): number
}): Messenger {
  const busy = new Set<ChannelName>()
  let isFirst = true

  const open = () => openChannels(env())
  const hasDetails = () => {
    const config = parseConfig(env())
    return config.ok && config.value.alertDetails
  }
  const usable = () => open().filter(({ fault }) => fault === undefined)
  const names = () => usable().map(({ name }) => name)

  /** One after the other. Who does not take one is asked again later, and not for each that waits. */
  async function drain(channel: Channel): Promise<void> {
    const { name } = channel
    let next = nextMessage(sql, name)
    while (next) {
      markTried(sql, next.id, now())
      const failure = await attempt(channel, next.message)
      if (failure && !(failure.isInDoubt && next.message.state === 'hot'))
        return markFailed(sql, name, next)
      // Somebody who is called twice does not like it: what may have arrived is not sent again.
      dropMessage(sql, next.id)
      if (failure) return
      next = nextMessage(sql, name)
    }
  }

  async function attempt(channel: Channel, message: Message): Promise<Failure | undefined> {
    const { name } = channel
    const { title, condition = 'none', state = 'none' } = message
    const logged = { channel: name, condition, state }
    try {
      await channel.deliver(message)
      noteTaken(sql, name, now())
      logEvent('alert_sent', logged)
      return undefined
    } catch (error) {
      const answered = error instanceof NotTakenError ? error.answered : nameError(error)
      noteFailure(sql, name, { title, answered, now: now() })
      logEvent('alert_failed', { ...logged, error: answered })
      return { answered, isInDoubt: !(error instanceof NotTakenError) || error.isInDoubt }
    }
  }

  function start(channel: Channel): void {
    if (busy.has(channel.name)) return
    busy.add(channel.name)
    drain(channel)
      .catch((error) =>
        logEvent('alert_failed', { channel: channel.name, error: nameError(error) }),
      )
      .finally(() => busy.delete(channel.name))
  }

  return {
    channels: names,

    send({ details = [], ...message }, to = names()) {
      const lines = hasDetails() ? [...message.lines, ...details] : message.lines
      const { condition, state } = message
      for (const channel of to)
        if (state !== 'over' || !condition || !takeBack(sql, channel, condition))
          queueMessage(sql, { channel, message: { ...message, lines }, now: now() })
    },

    flush() {
      const inDoubt = isFirst ? settleDoubts(sql) : 0
      isFirst = false
      const dropped = inDoubt + dropStale(sql, { now: now(), channels: names() })
      if (dropped > 0) logEvent('alerts_dropped', { count: dropped })
      let lookAgainAt = NEVER
      for (const channel of usable()) {
        if (countMessages(sql, channel.name) === 0) continue
        const { nextAt = 0 } = readChannelState(sql, channel.name).failing ?? {}
        if (nextAt <= now()) start(channel)
        lookAgainAt = Math.min(lookAgainAt, nextAt <= now() ? now() + MINUTE_MS : nextAt)
      }
      return lookAgainAt
    },

    look: () =>
      open().map(({ name, receiver, fault }) => ({
        channel: name,
        receiver,
        ...(fault !== undefined && { fault }),
        waiting: countMessages(sql, name),
        ...readChannelState(sql, name),
      })),

    test: () =>
      Promise.all(
        open().map(async (channel) => {
          const { name, receiver } = channel
          const problem = channel.fault ?? (await attempt(channel, TEST))?.answered
          return { channel: name, receiver, ...(problem !== undefined && { problem }) }
        }),
      ),
  }
}
