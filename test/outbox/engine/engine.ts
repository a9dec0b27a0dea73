import type { Env } from '../../../src/edge/env.ts'
import type { DeliveryDeps } from '../../../src/edge/outbox/engine/createDeliveryDeps.ts'
import { takeTurn } from '../../../src/edge/outbox/engine/turn.ts'
import { createTurns } from '../../../src/edge/outbox/engine/turns.ts'
import { createLists } from '../../../src/edge/outbox/store/createLists.ts'
import { appendRow } from '../../../src/edge/outbox/store/inbox.ts'
import { migrate } from '../../../src/edge/outbox/store/migrate.ts'
import { parseConfig } from '../../../src/edge/settings/config.ts'
import type { Answer, Call } from '../../../src/freshsales/api/call.ts'
import { RetryLaterError, ThrottledError } from '../../../src/freshsales/api/errors.ts'
import type { PlainCrm } from './crm.ts'
import { createStorage } from './storage.ts'

/** What becomes of one call. `lost`: it takes effect, its answer never arrives. `crash`: nor does the process live to see it. */
export type Fate = 'answered' | 'failed' | 'lost' | 'throttled' | 'crash'

const SETTINGS = {
  FRESHSALES_DOMAIN: 'acme',
  FRESHSALES_API_KEY: 'key',
  WRITE_KEYS: '{"server":{"source":"Server","trusted":true}}',
  HOURLY_CALLS: '100000',
  MINUTE_CALLS: '10000',
  EVENTS: JSON.stringify({
    Called: { activity: { type: 1, title: '{title}' } },
    Tagged: { tag: '{tag}' },
    Ordered: { deal: { name: '{order}', amount: '{amount}' }, from: 'page' },
  }),
}

/** Nothing of what is done here takes longer; later come only the dates at which people are forgotten. */
const REST_MS = 24 * 3_600_000

/** The outbox without the runtime: its storage, its clock and its luck are ours. */
export function createEngine(crm: PlainCrm, fates: readonly Fate[]) {
  const storage = createStorage()
  migrate(storage)
  const config = parseConfig(SETTINGS as unknown as Env)
  if (!config.ok) throw new Error(config.reason)
  const { value } = config
  const upcoming = [...fates]
  let now = Date.UTC(2026, 0, 10, 9)
  let crash: () => void = () => undefined
  let deps = start()

  function start(): DeliveryDeps {
    const lists = createLists(storage.sql)
    const turns = createTurns(value)
    const client = { send }
    return { storage, config: value, client, lists, turns, now: () => now, random: () => 0.5 }
  }

  async function send(call: Call): Promise<Answer> {
    const fate = upcoming.shift() ?? 'answered'
    if (fate === 'failed') throw new RetryLaterError('Down', call, { status: 500 })
    if (fate === 'throttled') throw new ThrottledError(call, { status: 429, retryAfterSeconds: 9 })
    const answer = structuredClone(crm.answer(structuredClone(call)))
    if (fate === 'lost') throw new RetryLaterError('No answer', call)
    if (fate === 'answered') return answer
    crash()
    return new Promise(() => undefined)
  }

  /** One fold and one call; answers when to come again, or 0 when there may be more to do at once. */
  async function turn(): Promise<number> {
    const crashed = new Promise<'crashed'>((resolve) => {
      crash = () => resolve('crashed')
    })
    const done = await Promise.race([takeTurn(deps), crashed])
    if (done === 'crashed') deps = start()
    return done === 'crashed' || done.did ? 0 : done.wakeAt
  }

  return {
    now: () => now,

    append(events: readonly object[]): void {
      const request = { receivedAt: now, source: 'Server', events: JSON.stringify(events) }
      appendRow(storage.sql, request)
    },

    /** Works for so long, from one due time to the next. */
    async pass(milliseconds: number): Promise<void> {
      const until = now + milliseconds
      for (let turns = 0; turns < 2_000; turns++) {
        const wakeAt = await turn()
        if (wakeAt > until) {
          now = until
          return
        }
        now = Math.max(now, wakeAt)
      }
      throw new Error('the outbox does not come to rest')
    },

    rest(): Promise<void> {
      return this.pass(REST_MS)
    },

    deadLetters: () => storage.sql.exec('SELECT reason FROM dead_letter').toArray(),
  }
}
