import { DurableObject } from 'cloudflare:workers'
import { DAY_MS, MINUTE_MS } from '../../protocol/time.ts'
import type { Env } from '../env.ts'
import { outboxOf } from '../objects.ts'
import { createAlarmClock } from '../outbox/alarmClock.ts'
import { nameError } from '../outbox/journal/log.ts'
import { stoodInLine, TURNED_AWAY } from '../outbox/leadsFirst.ts'
import { migrate } from '../outbox/store/migrate.ts'
import { parseConfig } from '../settings/config.ts'
import { createRowLease } from './rowLease.ts'
import {
  deleteHandedOut,
  eraseVisitors,
  forgetOldest,
  handOut,
  isAnybodyKept,
  isForwarded,
  keepVisits,
  offersSince,
  VISITOR_MIGRATIONS,
} from './visitorStore.ts'
import type {
  Acknowledgement,
  History,
  Offer,
  VisitorsDoor,
  VisitsAnswer,
  VisitsRequest,
} from './visitorsDoor.ts'

/** A userId that a page names may be introduced by a server a moment later. */
const ASK_AGAIN_MS = 15 * MINUTE_MS

/** Requests that wait for the outbox at a time; beyond that the object does not keep up. */
const MOST_WAITING = 100

/** The outbox is not asked about strangers more often. */
const OFFER_MS = MINUTE_MS

/** Nor about more of them: a browser that the outbox may know comes again. */
const MOST_OFFERED = 1_000

/**
 * Keeps what strangers do, apart from the outbox, so that no flood of theirs reaches the object that owns
 * the account. There are 64, by a hash of the anonymous id. What this guarantees, and why:
 *
 * - **Nothing lost.** A request is in its stranger's row before it is answered. The history of somebody who introduces
 *   themselves is handed out (`pull`) as often as the outbox asks, and deleted only by the number up to
 *   which the outbox says it has it on disk (`acknowledge`).
 * - **Nothing left behind.** With the first `pull`, in the same step, the stranger becomes a mark: what
 *   comes later is forwarded. The mark stays for 30 days after its last use.
 * - **Nothing twice.** Numbers only rise, so a repeated `pull` is recognised, and an event that came
 *   twice has its messageId.
 *
 * There is one alarm, once a day and only while somebody is kept: it forgets, since deleting lazily would
 * leave data of strangers on a site that nobody visits any more, and asks the outbox once more about the
 * strangers of the day. No timer runs in between, so that the object may sleep and cost nothing.
 */
export class Visitors extends DurableObject<Env> implements VisitorsDoor {
  readonly #alarmClock = createAlarmClock(this.ctx.storage, () => Date.now())
  readonly #rows = createRowLease(
    (ask) => outboxOf(this.env).lease(ask),
    () => Date.now(),
  )
  #waiting = 0
  #offeredAt = Number.NEGATIVE_INFINITY
  /** Whom the outbox was not asked about yet. Those that an end of the process takes are offered by the alarm. */
  #offers: Offer[] = []

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    migrate(state.storage, VISITOR_MIGRATIONS)
  }

  /** Stores what strangers did, or says why not. Throws where it could not be written. */
  async append({ source, visits, askedAt }: VisitsRequest): Promise<VisitsAnswer> {
    this.#waiting++
    try {
      const strangers = new Set(this.#strangersIn(visits).map(({ anonymousId }) => anonymousId))
      const shed = strangers.size === 0 ? undefined : await this.#refusal(strangers.size, askedAt)
      // Looked up once more: meanwhile somebody may have been handed out.
      const kept = new Set(this.#strangersIn(visits))
      const forward = visits.flatMap((visit, place) => (kept.has(visit) ? [] : [place]))
      if (kept.size === 0) return { forward }
      if (shed !== undefined) {
        this.#rows.countShed(kept.size)
        return { forward, shed }
      }
      const offers = keepVisits(this.ctx.storage, { source, visits: [...kept] }, Date.now())
      const isAnybodyNamed = offers.some(({ about }) => about.length > 1)
      await this.#alarmClock.ringBy(Date.now() + (isAnybodyNamed ? ASK_AGAIN_MS : DAY_MS))
      await this.#offer(offers)
      return { forward }
    } finally {
      this.#waiting--
    }
  }

  async pull(anonymousIds: readonly string[]): Promise<History[]> {
    const histories = handOut(this.ctx.storage, anonymousIds, Date.now())
    await this.#alarmClock.ringBy(Date.now() + DAY_MS)
    return histories
  }

  async acknowledge(acknowledged: readonly Acknowledgement[]): Promise<void> {
    deleteHandedOut(this.ctx.storage, acknowledged)
  }

  async erase(anonymousIds: readonly string[]): Promise<number> {
    return eraseVisitors(this.ctx.storage.sql, anonymousIds)
  }

  override async alarm(): Promise<void> {
    const { sql } = this.ctx.storage
    forgetOldest(sql, Date.now())
    if (isAnybodyKept(sql)) await this.#alarmClock.ringBy(Date.now() + DAY_MS)
    this.#offers = offersSince(sql, { since: Date.now() - DAY_MS, most: MOST_OFFERED })
    if (this.#offers.length > 0) await this.#ask()
  }

  /** Those whom the outbox does not know yet. */
  #strangersIn(visits: VisitsRequest['visits']): VisitsRequest['visits'][number][] {
    const now = Date.now()
    return visits.filter(({ anonymousId }) => !isForwarded(this.ctx.storage.sql, anonymousId, now))
  }

  async #refusal(strangers: number, askedAt?: number): Promise<string | undefined> {
    if (stoodInLine(askedAt, Date.now()) || this.#waiting > MOST_WAITING) return TURNED_AWAY.tooMany
    const config = parseConfig(this.env)
    if (config.ok && config.value.dailyRows === 0) return undefined
    return (await this.#rows.take(strangers)) ? undefined : TURNED_AWAY.rows
  }

  /**
   * The outbox may know somebody whom no introduction led to: by a userId of a server's, from before there
   * were marks, or from a visit that is long ago. A question that fails is asked again by the alarm.
   */
  async #offer(offers: readonly Offer[]): Promise<void> {
    this.#offers = [...this.#offers, ...offers].slice(-MOST_OFFERED)
    if (this.#offers.length > 0 && Date.now() >= this.#offeredAt + OFFER_MS) await this.#ask()
  }

  async #ask(): Promise<void> {
    this.#offeredAt = Date.now()
    try {
      await outboxOf(this.env).offer(this.#offers.splice(0))
    } catch (error) {
      console.error(JSON.stringify({ event: 'offer_failed', error: nameError(error) }))
    }
  }
}
