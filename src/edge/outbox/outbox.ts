import * as runtime from 'cloudflare:workers'
import { MINUTE_MS } from '../../protocol/time.ts'
import { hintsOnBindings } from '../bindings.ts'
import type { Env } from '../env.ts'
import { createInSpan } from '../inSpan.ts'
import type {
  AppendAnswer,
  AppendRequest,
  KnownToTests,
  OutboxDoor,
  OutboxStatus,
} from '../outboxDoor.ts'
import { type Config, parseConfig } from '../settings/config.ts'
import { type HandOverDeps, wantOffered } from '../visitors/handOver.ts'
import { createStrangers } from '../visitors/strangers.ts'
import type { LeaseAsk, Offer } from '../visitors/visitorsDoor.ts'
import { createAlarmClock, createWakeUp, type Failures } from './alarmClock.ts'
import { createAppend } from './createAppend.ts'
import { deliver } from './deliver.ts'
import { createDeliveryDeps, type DeliveryDeps } from './engine/createDeliveryDeps.ts'
import { createHome, isAnythingKept } from './home.ts'
import { noteConsole } from './hot/hotMessage.ts'
import { createLeadsFirst, meterRows } from './leadsFirst.ts'
import { createMessenger } from './messages/messenger.ts'
import { createMutex } from './mutex.ts'
import { createTellers } from './operator/createTellers.ts'
import { operate } from './operator/operate.ts'
import type { Ask, OperationName, Reply } from './operator/operations.ts'
import { readStatus } from './operator/status.ts'
import type { DeliveryView } from './operator/views.ts'
import { createDiskProbe } from './store/highWater.ts'
import { migrate } from './store/migrate.ts'
import { createTests } from './tests/createTests.ts'
import { createWebhooks } from './webhooks.ts'

const now = () => Date.now()

const inSpan = createInSpan(runtime)

/** The account's settings are wrong: the operator has to act, and nothing is lost meanwhile. */
const MISCONFIGURED_MS = MINUTE_MS

/**
 * Keeps what was acknowledged and brings it to Freshsales. One object per Freshsales account, since
 * the hourly quota belongs to the account; its alarm does all the work.
 */
export class Outbox extends runtime.DurableObject<Env> implements OutboxDoor {
  readonly #storage = meterRows(this.ctx.storage, (rows) => this.#leadsFirst.countRows(rows))
  readonly #leadsFirst = createLeadsFirst(this.ctx.storage.sql, now)
  readonly #webhooks = createWebhooks(this.#storage.sql, now)
  readonly #home = createHome(this.#storage.sql, () => this.env)
  readonly #alarmClock = createAlarmClock(this.#storage, now)
  #deps: DeliveryDeps | undefined
  /** What writes and waits in between takes its turn here: delivery, and a person to be forgotten. */
  readonly #exclusively = createMutex()
  readonly #probeDisk = createDiskProbe(this.#storage.sql, now)
  readonly #messenger = createMessenger({ sql: this.#storage.sql, env: () => this.env, now })
  readonly #tellers = createTellers(this.#storage, this.#messenger)
  /** What went wrong here last, for `/health`; it is not written, since the disk may be what failed. */
  readonly #failures: Failures = new Map()
  readonly #wakeUp = createWakeUp({
    alarmClock: this.#alarmClock,
    isNeeded: () => isAnythingKept(this.#storage.sql),
    failures: this.#failures,
  })
  readonly #append = createAppend({
    storage: this.#storage,
    config: () => this.#config(),
    leadsFirst: this.#leadsFirst,
    home: this.#home,
    webhooks: this.#webhooks,
    failures: this.#failures,
    wake: () => this.#wakeUp.wake(),
  })
  readonly #tests = createTests({
    storage: this.#storage,
    env: () => this.env,
    now,
    wake: () => this.#wakeUp.wake(),
  })

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    migrate(this.#storage)
    state.blockConcurrencyWhile(() => this.#wakeUp.start())
  }

  /** Stores a request. The answer leaves only when the row is on disk: that is the promise behind the 200. */
  append(request: AppendRequest): Promise<AppendAnswer> {
    return this.#append(request)
  }

  appendTest(request: AppendRequest): Promise<AppendAnswer> {
    return this.#tests.append(request)
  }

  async testDeliveries(ask: Ask<'deliveries'>): Promise<DeliveryView[]> {
    return this.#tests.deliveries(ask)
  }

  async forTests(): Promise<KnownToTests> {
    return this.#tests.known()
  }

  async lease(ask: LeaseAsk): Promise<boolean> {
    const isGranted = this.#leadsFirst.lease(ask, this.#config().dailyRows)
    // Somebody may want to be told.
    if (ask.shed > 0) await this.#wakeUp.wake()
    return isGranted
  }

  async offer(offers: readonly Offer[]): Promise<void> {
    const hasRoom = this.#leadsFirst.hasRoom(this.#config().dailyRows)
    if (wantOffered(this.#storage.sql, offers, { hasRoom, now: now() })) await this.#wakeUp.wake()
  }

  async refuseWebhook(): Promise<void> {
    this.#webhooks.refuse()
  }

  async isInhabited(): Promise<boolean> {
    return this.#home.isInhabited()
  }

  async status(): Promise<OutboxStatus> {
    await this.#wakeUp.lookAfter()
    const config = parseConfig(this.env)
    if (!config.ok) return { ok: false, degraded: [config.reason], oldestWaitingSeconds: 0 }
    this.#probeDisk()
    this.#leadsFirst.save(config.value.dailyRows)
    const failures = [...(await this.#home.misplaced(config.value)), ...this.#failures.values()]
    const hints = hintsOnBindings(this.env)
    return readStatus(this.#storage.sql, { config: config.value, failures, hints, now: now() })
  }

  /** What the console asks and orders, see `Operations`. */
  async operate<Name extends OperationName>(
    name: Name,
    ask: Ask<Name>,
    consoleAt?: string,
  ): Promise<Reply<Name>> {
    await this.#wakeUp.lookAfter()
    if (consoleAt !== undefined) noteConsole(this.#storage.sql, consoleAt)
    let woken: Promise<void> | undefined
    const reply = await operate(name, ask, {
      delivery: this.#depsWith(this.#config()),
      strangers: createStrangers(this.#handOverDeps()),
      failures: [...this.#failures.values()],
      hints: hintsOnBindings(this.env),
      exclusively: this.#exclusively,
      wake: () => {
        woken = this.#wakeUp.wake()
      },
      restart: () => this.ctx.abort('The outbox starts again, as it was before.'),
    })
    await woken
    return reply
  }

  override alarm(): Promise<void> {
    return this.#alarmClock.ring(() => this.#work(), this.#failures)
  }

  /** Answers when something will be due. */
  async #work(): Promise<number> {
    const config = parseConfig(this.env)
    if (!config.ok) {
      console.error(JSON.stringify({ event: 'misconfigured', reason: config.reason }))
      return now() + MISCONFIGURED_MS
    }
    if (this.#tests.isHere()) return this.#tests.work(config.value)
    return deliver({
      deps: this.#depsWith(config.value),
      handOver: this.#handOverDeps(),
      exclusively: this.#exclusively,
      leadsFirst: this.#leadsFirst,
      tellers: this.#tellers,
    })
  }

  /** Throws where the settings are at fault; the Worker asks nothing of the outbox then. */
  #config(): Config {
    const config = parseConfig(this.env)
    if (!config.ok) throw new Error(config.reason)
    return config.value
  }

  #depsWith(config: Config): DeliveryDeps {
    this.#deps ??= createDeliveryDeps(this.#storage, { config, messenger: this.#messenger, inSpan })
    return this.#deps
  }

  #handOverDeps(): HandOverDeps {
    const countRows = (rows: number): void => this.#leadsFirst.countRows(rows)
    return { storage: this.#storage, env: this.env, now, countRows }
  }
}
