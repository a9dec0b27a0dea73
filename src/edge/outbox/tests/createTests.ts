import { peopleOf } from '../../../freshsales/interpret/people.ts'
import { DAY_MS, NEVER } from '../../../protocol/time.ts'
import type { AdmittedEvent } from '../../collect/admission.ts'
import type { Env } from '../../env.ts'
import { createInSpan } from '../../inSpan.ts'
import { outboxOf } from '../../objects.ts'
import type { AppendAnswer, AppendRequest, KnownToTests } from '../../outboxDoor.ts'
import type { Config } from '../../settings/config.ts'
import { createDeliveryDeps, type DeliveryDeps } from '../engine/createDeliveryDeps.ts'
import { takeTurn, takeTurns } from '../engine/turn.ts'
import { isAnythingKept } from '../home.ts'
import { nameError } from '../journal/log.ts'
import type { Messenger } from '../messages/messenger.ts'
import type { DeliveriesAsk } from '../operator/operations.ts'
import { isNew } from '../person/personCore.ts'
import { Subjects } from '../person/subjects.ts'
import { appendRequest, takeRows } from '../store/inbox.ts'
import { parseKept } from '../store/rowFormat.ts'
import { readState, writeState } from '../store/state.ts'
import { pretendClient } from './pretendClient.ts'
import { keepNewest, readTestDeliveries, showBehind } from './testDeliveries.ts'

/** Anybody can read a test key in a page: this bounds what they can have planned. */
const MOST_EVENTS_A_DAY = 3_000

/** Rows that a request of so many events costs at the most, until it is planned and forgotten. */
const rowsFor = (events: number) => 4 + 12 * events

const KEPT_MS = DAY_MS

/** Nobody waits for anybody here, since nothing is sent. */
const NO_LIMIT = { hourlyCalls: 1_000_000, minuteCalls: 1_000_000, newContactsPerHour: 0 } as const

/** Nobody is told of a test. */
const NO_MESSENGER: Messenger = {
  send: () => undefined,
  channels: () => [],
  flush: () => NEVER,
  look: () => [],
  test: async () => [],
}

interface TestDay {
  day: number
  /** Taken on that day. */
  events: number
}

const TOO_MANY = `turned away: test keys take ${MOST_EVENTS_A_DAY} events a day; try again tomorrow, or use the key of the site`
const NO_ROWS = 'turned away: the rows of the day are kept for leads; try again tomorrow'

/**
 * What test keys send, in an object of its own with a file of its own. The engine is the one that
 * delivers, with a client that only pretends: so a test shows what a lead would get, nothing of it
 * reaches Freshsales, and it cannot touch, find or count anybody.
 */
export function createTests({
  storage,
  env,
  now,
  wake,
}: {
  storage: DurableObjectStorage
  env(): Env
  now(): number
  wake(): Promise<void>
}) {
  const { sql } = storage

  return {
    /** Whether this is the object that plans tests. */
    isHere: () => readState<TestDay | null>(sql, 'tests', null) !== null,

    async append(request: AppendRequest): Promise<AppendAnswer> {
      const day = Math.floor(now() / DAY_MS)
      const known = readState<TestDay>(sql, 'tests', { day, events: 0 })
      const events = (known.day === day ? known.events : 0) + request.count
      if (events > MOST_EVENTS_A_DAY) return { stored: false, shed: TOO_MANY }
      // Before anything is waited for, or requests at a time would all find room.
      writeState(sql, 'tests', { day, events })
      const rows = rowsFor(request.count)
      if (!(await outboxOf(env()).lease({ rows, shed: 0 }))) return { stored: false, shed: NO_ROWS }
      appendRequest(storage, { ...request, introduces: [] })
      await wake()
      return { stored: true }
    },

    deliveries: (ask: DeliveriesAsk) => readTestDeliveries(sql, ask),

    /** Where this is the account's own outbox: what it tells the one of the tests. */
    known: () => knownToTests(sql),

    /** Plans what waits, and forgets what is a day old; answers when to come again. */
    async work(config: Config): Promise<number> {
      await learn(sql, env())
      const deps: DeliveryDeps = {
        ...createDeliveryDeps(storage, {
          config: { ...config, ...NO_LIMIT, dryRun: false },
          messenger: NO_MESSENGER,
          inSpan: createInSpan({}),
        }),
        client: pretendClient(now),
        pretends: true,
      }
      const wakeAt = await takeTurns(() => {
        startAnew(storage, now())
        return takeTurn(deps)
      }, now)
      keepNewest(sql)
      forgetOld(storage, now())
      const forgetAt = isAnythingKept(sql) ? now() + KEPT_MS / 4 : NEVER
      return Math.min(wakeAt, forgetAt)
    },
  }
}

/** What the account's outbox knows of the account; a test need not wait for it. */
async function learn(sql: SqlStorage, env: Env): Promise<void> {
  try {
    const { lists, newestDelivery } = await outboxOf(env).forTests()
    sql.exec('DELETE FROM list')
    for (const { name, fetched_at, entries } of lists)
      sql.exec('INSERT INTO list VALUES (?, ?, ?)', name, fetched_at, entries)
    showBehind(sql, newestDelivery)
  } catch (error) {
    console.error(JSON.stringify({ event: 'tests_not_informed', error: nameError(error) }))
  }
}

function knownToTests(sql: SqlStorage): KnownToTests {
  const [newest] = sql.exec<{ id: number | null }>('SELECT MAX(id) AS id FROM delivery').toArray()
  return {
    lists: sql
      .exec<KnownToTests['lists'][number]>('SELECT name, fetched_at, entries FROM list')
      .toArray(),
    newestDelivery: newest?.id ?? 0,
  }
}

/** Whoever introduces themselves in a test is new each time: a form that is tried twice is shown twice. */
function startAnew(storage: DurableObjectStorage, now: number): void {
  const emails = takeRows(storage.sql)
    .flatMap(({ events }) => parseKept<AdmittedEvent[]>(events) ?? [])
    .filter(({ type }) => type === 'identify')
    .flatMap((event) => peopleOf(event, { actions: new Map() }).people.emails)
  if (emails.length === 0) return
  storage.transactionSync(() => {
    const subjects = new Subjects(storage.sql, now)
    for (const email of emails) {
      const person = subjects.person(`e:${email}`)
      if (person && !isNew(person)) subjects.remove(person)
    }
  })
}

function forgetOld(storage: DurableObjectStorage, now: number): void {
  const { sql } = storage
  const before = now - KEPT_MS
  const old = "SELECT id FROM subject WHERE NOT json_valid(state) OR state ->> '$.lastSeenAt' <= ?"
  storage.transactionSync(() => {
    sql.exec('DELETE FROM delivery WHERE at <= ?', before)
    sql.exec('DELETE FROM dead_letter WHERE at <= ?', before)
    sql.exec('DELETE FROM provisional WHERE received_at <= ?', before)
    sql.exec(`DELETE FROM identity WHERE subject IN (${old})`, before)
    sql.exec(`DELETE FROM subject WHERE id IN (${old})`, before)
  })
}
