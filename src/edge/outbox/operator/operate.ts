import type { Strangers } from '../../visitors/strangers.ts'
import type { DeliveryDeps } from '../engine/createDeliveryDeps.ts'
import { pauseDelivery, pausedSince, resumeDelivery, tryNow } from '../engine/pause.ts'
import { exportPage } from '../export/exportPage.ts'
import { logEvent } from '../journal/log.ts'
import { digestSentAt } from './createDigest.ts'
import { deleteLetters, readDeadLetters } from './deadLetters.ts'
import { readDeliveries } from './deliveries.ts'
import { writeDigest } from './digest.ts'
import { findAnybody } from './findPeople.ts'
import { forget } from './forget.ts'
import { addNeverAgain, readNeverAgain, removeNeverAgain } from './neverAgain.ts'
import type { Ask, OperationName, Reply } from './operations.ts'
import { readOverview } from './overview.ts'
import { readForms, removeForm } from './readForms.ts'
import { readPerson } from './readPerson.ts'
import { readWeek } from './readWeek.ts'
import { replay } from './replay.ts'
import { restore } from './restore.ts'
import { readWaiting, release } from './waiting.ts'

/** What the operator's questions and orders work with. */
export interface OperatorDeps {
  delivery: DeliveryDeps
  /** Whoever has not introduced themselves is kept apart from the outbox. */
  strangers: Strangers
  /** What goes wrong in the outbox itself. */
  failures: readonly string[]
  /** What could be better about how it is deployed. */
  hints: readonly string[]
  /** Runs something while no call is out. */
  exclusively<Result>(run: () => Promise<Result>): Promise<Result>
  /** There may be something to do. */
  wake(): void
  /** Ends the object; the next request starts it again. */
  restart(): void
}

/** Answers a question of the console, or carries out an order. */
export function operate<Name extends OperationName>(
  name: Name,
  ask: Ask<Name>,
  deps: OperatorDeps,
): Promise<Reply<Name>> {
  return OPERATIONS[name](ask, deps)
}

const OPERATIONS: {
  [Name in OperationName]: (ask: Ask<Name>, deps: OperatorDeps) => Promise<Reply<Name>>
} = {
  overview: async (_, { delivery: { storage, config, messenger, now }, failures, hints }) =>
    readOverview(storage.sql, { config, failures, hints, messenger, now: now() }),

  deliveries: async (ask, { delivery: { storage } }) => ({
    deliveries: readDeliveries(storage.sql, ask),
  }),

  waiting: async (_, { delivery: { storage, now } }) => readWaiting(storage.sql, now()),

  deadLetters: async (ask, { delivery: { storage } }) => readDeadLetters(storage.sql, ask),

  replay: async (ask, { delivery: { storage, now }, wake }) => {
    const report = replay(storage, ask, now())
    logEvent('dead_letters_replayed', { replayed: report.replayed, gone: report.gone })
    wake()
    return report
  },

  deleteLetters: async (ask, { delivery: { storage } }) => {
    const deleted = deleteLetters(storage, ask)
    logEvent('dead_letters_deleted', { deleted })
    return { deleted }
  },

  findPeople: ({ text }, deps) => findAnybody(text, deps),

  person: async ({ id }, { delivery: { storage } }) => ({
    person: await readPerson(storage.sql, id),
  }),

  release: async ({ id }, { delivery: { storage, now }, wake }) => {
    const released = release(storage, id, now())
    wake()
    return { released }
  },

  forget: (ask, { delivery, strangers, exclusively }) =>
    exclusively(() => forget(delivery, ask, strangers)),

  neverAgain: async (_, { delivery: { storage } }) => readNeverAgain(storage.sql),

  addNeverAgain: ({ email }, { delivery: { storage } }) => addNeverAgain(storage.sql, email),

  removeNeverAgain: ({ email }, { delivery: { storage } }) => removeNeverAgain(storage.sql, email),

  exportPage: async (ask, { delivery: { storage } }) => exportPage(storage.sql, ask),

  forms: async (_, { delivery: { storage, now } }) => readForms(storage.sql, now()),

  removeForm: async ({ id }, { delivery: { storage }, wake }) => {
    const removed = removeForm(storage.sql, id)
    wake()
    return { removed }
  },

  digest: async (_, { delivery: { storage, config, now } }) => {
    const sentAt = digestSentAt(storage.sql, config)
    const digest = writeDigest(readWeek(storage.sql, config, now()))
    return { ...digest, ...(sentAt !== undefined && { sentAt }) }
  },

  pause: async (_, { delivery: { storage, now } }) => {
    pauseDelivery(storage.sql, now())
    logEvent('delivery_paused')
    return { pausedSince: pausedSince(storage.sql) ?? now() }
  },

  resume: async (_, { delivery: { storage }, wake }) => {
    resumeDelivery(storage.sql)
    logEvent('delivery_resumed')
    wake()
    return { pausedSince: null }
  },

  tryNow: async (_, { delivery: { storage, now }, wake }) => {
    const tried = tryNow(storage, now())
    wake()
    return { tried }
  },

  restore: async ({ at }, { delivery: { storage, now }, restart }) => {
    const report = await restore(storage, { at, now: now(), restart })
    if (report.restoring) logEvent('outbox_restored', { at })
    return report
  },

  testMessage: async (_, { delivery: { messenger }, wake }) => {
    const channels = await messenger.test()
    // What waits for one that works again goes out now.
    wake()
    return { channels }
  },
}
