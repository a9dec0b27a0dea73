import { DurableObject } from 'cloudflare:workers'
import { createClient } from '../../freshsales/client.ts'
import { type Config, parseConfig } from '../config.ts'
import type { Env } from '../env.ts'
import type { AppendAnswer, AppendRequest, OutboxDoor, OutboxStatus } from '../outboxClient.ts'
import { type Delivering, deliverNext } from './deliver.ts'
import { foldInbox } from './foldInbox.ts'
import { appendRow, isOverHighWater } from './inbox.ts'
import { createLists } from './lists.ts'
import { NEVER } from './pick.ts'
import { migrate } from './schema.ts'
import { readStatus } from './status.ts'

/** One alarm works this long at most, then the next one goes on. */
const TURN_MS = 20_000

/** After an error of our own. */
const RECOVER_MS = 10_000

/** The account's settings are wrong: the operator has to act, and nothing is lost meanwhile. */
const MISCONFIGURED_MS = 60_000

/** When the outbox is full, or its disk is. */
const FULL_RETRY_SECONDS = 300

/** How long one call to Freshsales may take. */
const CALL_TIMEOUT_MS = 15_000

/**
 * Keeps what was acknowledged and brings it to Freshsales. One object per Freshsales account, since
 * the hourly quota belongs to the account; its alarm does all the work.
 */
export class Outbox extends DurableObject<Env> implements OutboxDoor {
  /** When the alarm is set for; undefined while the alarm is at work and will look by itself. */
  #alarmAt: number | undefined
  #isWorking = false
  #delivering: Delivering | undefined

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    migrate(state.storage)
  }

  /** Stores a request. The answer leaves only when the row is on disk: that is the promise behind the 200. */
  async append({ source, receivedAt, events }: AppendRequest): Promise<AppendAnswer> {
    const { sql } = this.ctx.storage
    try {
      if (isOverHighWater(sql)) return { stored: false, retryAfterSeconds: FULL_RETRY_SECONDS }
      appendRow(sql, { source, receivedAt, events })
    } catch (error) {
      console.error(JSON.stringify({ event: 'append_failed', error: String(error) }))
      return { stored: false, retryAfterSeconds: FULL_RETRY_SECONDS }
    }
    if (!this.#isWorking) this.#wakeAt(Date.now())
    return { stored: true }
  }

  async status(): Promise<OutboxStatus> {
    const config = parseConfig(this.env)
    if (!config.ok) return { ok: false, degraded: [config.reason], oldestWaitingSeconds: 0 }
    return readStatus(this.ctx.storage.sql, config.value, Date.now())
  }

  /** Never throws: the runtime gives up on an alarm that does. */
  override async alarm(): Promise<void> {
    this.#isWorking = true
    this.#alarmAt = undefined
    let wakeAt = Date.now() + RECOVER_MS
    try {
      wakeAt = await this.#work()
    } catch (error) {
      console.error(JSON.stringify({ event: 'alarm_failed', error: String(error) }))
    } finally {
      this.#isWorking = false
      this.#wakeAt(wakeAt)
    }
  }

  /** Folds and delivers until nothing is due; answers when something will be. */
  async #work(): Promise<number> {
    const config = parseConfig(this.env)
    if (!config.ok) {
      console.error(JSON.stringify({ event: 'misconfigured', reason: config.reason }))
      return Date.now() + MISCONFIGURED_MS
    }
    const { storage } = this.ctx
    this.#delivering ??= createDelivering(storage, config.value)
    const settings = { ...config.value, generation: config.value.domain.generation }
    const until = Date.now() + TURN_MS
    while (Date.now() < until) {
      const folded = foldInbox(storage, settings, Date.now())
      const turn = await deliverNext(this.#delivering)
      if (!folded && !turn.did) return turn.wakeAt
    }
    return Date.now()
  }

  #wakeAt(at: number): void {
    if (at === NEVER || (this.#alarmAt !== undefined && this.#alarmAt <= at)) return
    this.#alarmAt = at
    this.ctx.storage.setAlarm(at)
  }
}

function createDelivering(storage: DurableObjectStorage, config: Config): Delivering {
  const { domain, apiKeys, appToken } = config
  return {
    storage,
    config,
    client: createClient({
      domain,
      apiKeys: [...apiKeys],
      ...(appToken && { appToken }),
      fetch: (input, init) => fetch(input, init),
      timeoutMs: CALL_TIMEOUT_MS,
    }),
    lists: createLists(storage.sql),
    now: () => Date.now(),
    random: () => Math.random(),
  }
}
