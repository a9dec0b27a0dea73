import type { Problem } from '../../freshsales/change.ts'
import type { Client } from '../../freshsales/client.ts'
import type { Config } from '../settings/config.ts'
import type { Budget } from './budget.ts'
import { noteDeadLetter, noteDelivery, type Outcome } from './journal.ts'
import type { ListStore } from './lists.ts'
import { makeCall } from './makeCall.ts'
import { cappedUntil } from './newContacts.ts'
import { pausedSince } from './operator/pause.ts'
import type { Subject } from './person.ts'
import { pick } from './pick.ts'
import { plan } from './plan.ts'
import { refuse, settle } from './settle.ts'
import { readState } from './state.ts'
import type { Step } from './step.ts'
import type { Subjects } from './subjects.ts'
import { expiry, PRIORITY } from './urgency.ts'
import { openWorld } from './world.ts'

/** What delivering needs of the world outside. */
export interface Delivering {
  storage: DurableObjectStorage
  config: Config
  client: Client
  lists: ListStore
  now(): number
  /** From 0 to 1. */
  random(): number
}

/** Whether something was done, or when to come again (epoch milliseconds). */
export type Turn = { did: true } | { did: false; wakeAt: number }

/** `DRY_RUN` plans a subject again after this long. */
const DRY_RUN_MS = 3_600_000

/** A subject that is due but has no next step is looked at again after this long, not at once. */
const STUCK_MS = 3_600_000

/** Does the most valuable thing that can be afforded now: one call with its repairs, or one bit of housekeeping. */
export async function deliverNext(delivering: Delivering): Promise<Turn> {
  const { storage, config, now } = delivering
  const budget = readState<Budget>(storage.sql, 'budget', { spent: {} })
  const isPaused = pausedSince(storage.sql) !== undefined
  const picked = pick(storage.sql, { budget, limits: config, isPaused, now: now() })
  if ('wakeAt' in picked) return { did: false, wakeAt: picked.wakeAt }

  const next = planNext(picked.id, delivering)
  if (next?.step?.do === 'call' && !config.dryRun)
    await makeCall(delivering, { id: next.id, step: next.step, budget })
  else if (next) storage.transactionSync(() => tidyUp(next, picked.priority, delivering))
  return { did: true }
}

interface Next {
  id: number
  subject: Subject
  subjects: Subjects
  step: Exclude<Step, { do: 'account' }> | undefined
}

/** The next step of a subject, or of the account it has to wait for. */
function planNext(id: number, delivering: Delivering): Next | undefined {
  const { now } = delivering
  const { subjects, world } = openWorld(delivering)
  const subject = subjects.byId(id)
  if (!subject) return undefined
  const capped = cappedUntil(delivering.storage.sql, { subject, config: world.config, now: now() })
  if (capped) {
    subject.retryAt = capped
    return { id, subject, subjects, step: undefined }
  }
  const step = plan(subject, world)
  if (step?.do !== 'account') return { id, subject, subjects, step }

  const { account } = step
  if ((account.retryAt ?? 0) > now()) {
    subject.retryAt = account.retryAt ?? now()
    return { id, subject, subjects, step: undefined }
  }
  const accountStep = plan(account, world)
  if (accountStep?.do === 'account') return undefined
  return { id: subjects.idOf(account), subject: account, subjects, step: accountStep }
}

/** Whatever needs no call: values that cannot be sent, a dry run, someone to be forgotten. */
function tidyUp({ id, subject, subjects, step }: Next, priority: number, delivering: Delivering) {
  const { storage, config, now } = delivering
  if (step?.do === 'settle') {
    const lost = settle(subject, step.purpose, { now: now(), config })
    note('repaired', step, [...step.problems, ...lost])
  } else if (step?.do === 'refuse') {
    const { purpose, problems } = step
    const lost = refuse(subject, purpose)
    note('refused', step, problems)
    const reason = problems.map(({ field, reason }) => `${field}: ${reason}`).join('; ')
    noteDeadLetter(storage.sql, { at: now(), subject: id, reason, purpose, ...(lost && { lost }) })
  } else if (step) {
    note('planned', step, step.problems)
    subject.retryAt = now() + DRY_RUN_MS
  } else if (expiry(subject) <= now()) return subjects.remove(subject)
  else if (priority !== PRIORITY.housekeeping && (subject.retryAt ?? 0) <= now())
    subject.retryAt = now() + STUCK_MS
  subjects.touch(subject)
  subjects.save()

  function note(outcome: Outcome, of: NonNullable<Next['step']>, problems: Problem[]) {
    const call = of.do === 'call' ? { call: of.call } : {}
    const purpose = of.purpose.kind
    noteDelivery(storage.sql, { at: now(), subject: id, outcome, purpose, problems, ...call })
  }
}
