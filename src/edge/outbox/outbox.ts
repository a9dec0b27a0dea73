import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../env.ts'
import type { AppendAnswer, AppendRequest, OutboxDoor, OutboxStatus } from '../outboxDoor.ts'
import { type Config, parseConfig } from '../settings/config.ts'
import { createAlarmClock, createMutex } from './alarmClock.ts'
import { createDeliveryDeps, type DeliveryDeps } from './engine/createDeliveryDeps.ts'
import { NEVER } from './engine/pick.ts'
import { type Turn, takeTurn } from './engine/turn.ts'
import { nameError } from './journal/logDelivery.ts'
import { createAlerts } from './operator/alerts.ts'
import { operate } from './operator/operate.ts'
import type { Ask, OperationName, Reply } from './operator/operations.ts'
import { postAlert } from './operator/postAlert.ts'
import { purge } from './operator/purge.ts'
import { readStatus } from './operator/status.ts'
import { appendRow, createHighWater, splitEvents } from './store/inbox.ts'
import { createDiskProbe, isAnythingKept } from './store/isAnythingKept.ts'
import { migrate } from './store/migrate.ts'

/** One alarm works this long at most, then the next one goes on. */
const TURN_MS = 20_000

/** After an error of our own. */
const RECOVER_MS = 10_000

/** The account's settings are wrong: the operator has to act, and nothing is lost meanwhile. */
const MISCONFIGURED_MS = 60_000

/** When the outbox is full, or its disk is. */
const FULL_RETRY_SECONDS = 300

/**
 * Keeps what was acknowledged and brings it to Freshsales. One object per Freshsales account, since
 * the hourly quota belongs to the account; its alarm does all the work.
 */
export class Outbox extends DurableObject<Env> implements OutboxDoor {
  readonly #alarmClock = createAlarmClock(this.ctx.storage, () => Date.now())
  #deps: DeliveryDeps | undefined
  /** What writes and waits in between takes its turn here: delivery, and a person to be forgotten. */
  readonly #exclusively = createMutex()
  readonly #probeDisk = createDiskProbe(this.ctx.storage.sql, () => Date.now())
  readonly #isFull = createHighWater(this.ctx.storage.sql, () => Date.now())
  readonly #alerts = createAlerts({
    sql: this.ctx.storage.sql,
    post: postAlert,
    now: () => Date.now(),
  })
  /** What went wrong here last, for `/health`; it is not written, since the disk may be what failed. */
  readonly #failures = new Map<'append' | 'alarm' | 'wake', string>()

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    migrate(state.storage)
    state.blockConcurrencyWhile(() => this.#startAlarm())
  }

  /** Stores a request. The answer leaves only when the row is on disk: that is the promise behind the 200. */
  async append({ source, receivedAt, events }: AppendRequest): Promise<AppendAnswer> {
    const { sql } = this.ctx.storage
    try {
      if (this.#isFull()) return { stored: false, retryAfterSeconds: FULL_RETRY_SECONDS }
      const parts = splitEvents(events)
      this.ctx.storage.transactionSync(() => {
        for (const part of parts) appendRow(sql, { source, receivedAt, events: part })
      })
      this.#failures.delete('append')
    } catch (error) {
      const reason = nameError(error)
      console.error(JSON.stringify({ event: 'append_failed', error: reason }))
      this.#failures.set('append', `A request could not be stored: ${reason}`)
      return { stored: false, retryAfterSeconds: FULL_RETRY_SECONDS }
    }
    await this.#wake()
    return { stored: true }
  }

  async status(): Promise<OutboxStatus> {
    await this.#lookAfterAlarm()
    const config = parseConfig(this.env)
    if (!config.ok) return { ok: false, degraded: [config.reason], oldestWaitingSeconds: 0 }
    this.#probeDisk()
    const failures = [...this.#failures.values()]
    return readStatus(this.ctx.storage.sql, { config: config.value, failures, now: Date.now() })
  }

  /** What the console asks and orders, see `Operations`. */
  async operate<Name extends OperationName>(name: Name, ask: Ask<Name>): Promise<Reply<Name>> {
    await this.#lookAfterAlarm()
    const config = parseConfig(this.env)
    if (!config.ok) throw new Error(config.reason)
    let woken: Promise<void> | undefined
    const reply = await operate(name, ask, {
      delivery: this.#depsWith(config.value),
      failures: [...this.#failures.values()],
      exclusively: this.#exclusively,
      wake: () => {
        woken = this.#wake()
      },
      restart: () => this.ctx.abort('The outbox starts again, as it was before.'),
    })
    await woken
    return reply
  }

  /** Throws only where no next alarm could be set: the runtime then tries this one again by itself, some times. */
  override async alarm(): Promise<void> {
    const done = this.#alarmClock.begin()
    let wakeAt = Date.now() + RECOVER_MS
    try {
      wakeAt = await this.#work()
      this.#failures.delete('alarm')
    } catch (error) {
      console.error(JSON.stringify({ event: 'alarm_failed', error: nameError(error) }))
      this.#failures.set('alarm', "The outbox's own work failed; the log has alarm_failed.")
    } finally {
      done()
    }
    if (wakeAt !== NEVER) await this.#alarmClock.ringBy(wakeAt)
  }

  /** Folds and delivers until nothing is due; answers when something will be. */
  async #work(): Promise<number> {
    const config = parseConfig(this.env)
    if (!config.ok) {
      console.error(JSON.stringify({ event: 'misconfigured', reason: config.reason }))
      return Date.now() + MISCONFIGURED_MS
    }
    const deps = this.#depsWith(config.value)
    const until = Date.now() + TURN_MS
    let turn: Turn = { did: true }
    while (turn.did && Date.now() < until) turn = await this.#exclusively(() => takeTurn(deps))
    const { sql } = this.ctx.storage
    const cleanAt = purge(sql, Date.now())
    const alertAt = this.#alerts.check(config.value)
    return Math.min(turn.did ? Date.now() : turn.wakeAt, cleanAt, alertAt)
  }

  #depsWith(config: Config): DeliveryDeps {
    this.#deps ??= createDeliveryDeps(this.ctx.storage, config)
    return this.#deps
  }

  /** There may be something to do; an alarm at work looks by itself. */
  async #wake(): Promise<void> {
    if (this.#alarmClock.isAtWork()) return
    await this.#despiteAlarm(() => this.#alarmClock.ringBy(Date.now()))
  }

  /** The process before may have ended between writing what is due now and setting the alarm for it. */
  #startAlarm(): Promise<void> {
    return this.#despiteAlarm(async () => {
      if (isAnythingKept(this.ctx.storage.sql)) await this.#alarmClock.ringBy(Date.now())
    })
  }

  #lookAfterAlarm(): Promise<void> {
    const isNeeded = () => isAnythingKept(this.ctx.storage.sql)
    return this.#despiteAlarm(() => this.#alarmClock.lookAfter(isNeeded))
  }

  /** A request does not fail because the alarm could not be set: the next one tries again. */
  async #despiteAlarm(set: () => Promise<void>): Promise<void> {
    try {
      await set()
      this.#failures.delete('wake')
    } catch (error) {
      console.error(JSON.stringify({ event: 'alarm_not_set', error: String(error) }))
      this.#failures.set('wake', `The outbox's alarm could not be set: ${error}`)
    }
  }
}
