import type { Env } from '../../src/edge/env.ts'
import type { DeliveryDeps } from '../../src/edge/outbox/engine/createDeliveryDeps.ts'
import { takeTurn } from '../../src/edge/outbox/engine/turn.ts'
import { createTurns } from '../../src/edge/outbox/engine/turns.ts'
import { readDelivery } from '../../src/edge/outbox/journal/journal.ts'
import { Subjects } from '../../src/edge/outbox/person/subjects.ts'
import { createLists } from '../../src/edge/outbox/store/createLists.ts'
import { readDeadLetter } from '../../src/edge/outbox/store/deadLetter.ts'
import { appendRow } from '../../src/edge/outbox/store/inbox.ts'
import { migrate } from '../../src/edge/outbox/store/migrate.ts'
import { parseConfig } from '../../src/edge/settings/config.ts'
import type { Answer, Call } from '../../src/freshsales/api/call.ts'
import {
  AccountError,
  RefusedError,
  RetryLaterError,
  ThrottledError,
} from '../../src/freshsales/api/errors.ts'
import { createCrm } from '../simulation/crm.ts'
import { createStorage } from './createStorage.ts'

export const NOW = Date.UTC(2026, 0, 10, 9)

/** What becomes of a call instead of its answer; undefined: it is answered. */
export type Fate = (call: Call) => Answer | Error | undefined

export const lost: Fate = (call) => new RetryLaterError('Freshsales timed out', call)
export const throttled: Fate = (call) =>
  new ThrottledError(call, { status: 429, retryAfterSeconds: 90 })
export const badKey: Fate = (call) => new AccountError('The key is wrong', call, { status: 401 })
export const forbidden: Fate = (call) =>
  new AccountError('Not allowed', call, { status: 403, messages: ['Access denied'] })
/** It takes effect, and its answer gets lost. */
export const unheard =
  (crm: { answer(call: Call): Answer }): Fate =>
  (call) => {
    crm.answer(structuredClone(call))
    return lost(call)
  }
export const refused =
  (message: string, status = 400): Fate =>
  (call) =>
    new RefusedError(call, { status, messages: [message] })

/** The turns of the outbox on a clock of their own, between events that were admitted and a CRM that does as it is told. */
export function openEngine(settings: { [name: string]: string } = {}) {
  const parsed = parseConfig({
    FRESHSALES_DOMAIN: 'acme',
    FRESHSALES_API_KEY: 'key',
    WRITE_KEYS: '{"key":"Website"}',
    ...settings,
  } as unknown as Env)
  if (!parsed.ok) throw new Error(parsed.reason)
  const config = parsed.value
  const storage = createStorage()
  const { sql } = storage
  migrate(storage)
  const crm = createCrm()
  const calls: Call[] = []
  let fateOf: Fate = () => undefined
  let now = NOW
  let sequence = 0

  const deps = {
    storage,
    config,
    client: {
      async send(call: Call) {
        calls.push(structuredClone(call))
        const fate = fateOf(call) ?? answerOf(structuredClone(call))
        if (fate instanceof Error) throw fate
        return fate
      },
    },
    lists: createLists(sql),
    turns: createTurns(config),
    messenger: { send: () => undefined },
    inSpan: (_name: string, run: (set: () => void) => unknown) => run(() => undefined),
    tidyUps: new Map(),
    now: () => now,
    random: () => 1,
  } as unknown as DeliveryDeps

  /** The CRM finds nobody by a field of theirs. */
  const answerOf = (call: Call): Answer =>
    call.path.startsWith('/filtered_search/')
      ? { status: 200, body: { contacts: [], meta: { total: 0 } } }
      : crm.answer(call)

  /** Works until nothing is due, and answers when something will be. */
  async function rest(): Promise<number> {
    for (let turns = 0; turns < 2_000; turns++) {
      const turn = await takeTurn(deps)
      if (!turn.did) {
        if (turn.wakeAt > now) return turn.wakeAt
        throw new Error('nothing was done, and something is due')
      }
    }
    throw new Error('the outbox does not come to rest')
  }

  return {
    sql,
    deps,
    crm,
    rest,
    now: () => now,

    /** One request with these events, from a server unless an event says otherwise. */
    say(...events: object[]): void {
      const admitted = events.map((event) => ({
        type: 'identify',
        messageId: `m${++sequence}`,
        timestamp: new Date(now).toISOString(),
        admission: { provenance: 'server' },
        ...event,
      }))
      appendRow(sql, { receivedAt: now, source: 'Website', events: JSON.stringify(admitted) })
    },

    /** From now on. */
    fate(next: Fate): void {
      fateOf = next
    },

    async pass(milliseconds: number): Promise<void> {
      const until = now + milliseconds
      for (let wakeAt = await rest(); wakeAt <= until; wakeAt = await rest()) now = wakeAt
      now = until
    },

    /** What was called since this was asked last, as `METHOD /path`. */
    calls: (): string[] =>
      calls.splice(0).map(({ method, path }) => `${method} ${path.split('?', 1)[0]}`),

    /** The same with what each carried. */
    sent: (): [call: string, body: Call['body']][] =>
      calls.splice(0).map(({ method, path, body }) => [`${method} ${path.split('?', 1)[0]}`, body]),

    person: (key: string) => new Subjects(sql, now).person(key),

    /** Oldest first. */
    deliveries: () =>
      sql.exec<never>('SELECT * FROM delivery ORDER BY id').toArray().map(readDelivery),

    letters: () =>
      sql.exec<never>('SELECT * FROM dead_letter ORDER BY id').toArray().map(readDeadLetter),
  }
}

/** Only calls that begin like this meet it. */
export const only =
  (path: string, fate: Fate): Fate =>
  (call) =>
    `${call.method} ${call.path}`.startsWith(path) ? fate(call) : undefined

/** An introduction of the n-th of many people. */
export const person = (number: number, traits: object = {}) => ({
  userId: `u${number}`,
  traits: { email: `p${number}@acme.example`, ...traits },
})
