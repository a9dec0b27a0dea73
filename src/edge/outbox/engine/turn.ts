import { nameError } from '../journal/log.ts'
import { readState } from '../store/state.ts'
import type { Budget } from './budget.ts'
import { callAnswered } from './callAnswered.ts'
import { callFailed } from './callFailed.ts'
import type { DeliveryDeps } from './createDeliveryDeps.ts'
import { releaseAt, releaseHeld } from './eventsToFold.ts'
import { foldInbox } from './foldInbox.ts'
import { checkDueTimes, mayLeave, mayTidyUp } from './invariants.ts'
import { type CallAttempt, makeCall, markAttempt } from './makeCall.ts'
import { pausedSince } from './pause.ts'
import { pick } from './pick.ts'
import { planNext } from './plan.ts'
import { postpone } from './postpone.ts'
import { tidyUp } from './tidyUp.ts'

/** Whether something was done, or when to come again (epoch milliseconds). */
export type Turn = { did: true } | { did: false; wakeAt: number }

/** One alarm works this long at most, then the next one goes on. */
const ALARM_MS = 20_000

/** Takes turns until nothing is due, or the alarm has worked long enough; returns when to come again. */
export async function takeTurns(take: () => Promise<Turn>, now: () => number): Promise<number> {
  const until = now() + ALARM_MS
  let turn: Turn
  do turn = await take()
  while (turn.did && now() < until)
  return turn.did ? now() : turn.wakeAt
}

/**
 * One turn of the outbox: fold → pick → plan → call → settle. The alarm takes turns until nothing
 * is due. What this guarantees, and why:
 *
 * - **Order.** Turns run one after the other (`createMutex`), and a turn makes at most one call with
 *   its repairs. So no two calls about a person are ever out at once: a later one cannot overtake.
 * - **Newest values.** A subject is planned anew in each turn, after the inbox was folded. An answer
 *   settles only the values that were sent; what came in meanwhile stays waiting.
 * - **Nothing lost.** A subject is written in the same transaction as the fold that dropped the
 *   request, and as the delivery that is noted. Whatever ends the process, either both are on disk
 *   or neither, and the next turn begins from there.
 * - **Effects happen once.** An upsert or an update may be repeated. A create may not, so its key is
 *   on disk as in doubt before the call leaves (`markAttempt`). Only an answer, or a refusal that
 *   shows that nothing was done, clears the doubt. While it stands, the part looks in Freshsales for
 *   what it may have made before it makes it again. And an event counts once: `recordOnce`.
 * - **Nobody blocks others.** What fails waits by itself (`retryAt`), what is refused for good leaves
 *   the subject as a dead letter, a right that is missing bars its kind of call (`barredKinds`), and
 *   only trouble of the whole account pauses the budget. A subject that cannot be planned, settled or
 *   written waits as well (`postpone`).
 */
export async function takeTurn(deps: DeliveryDeps): Promise<Turn> {
  const { storage, config, turns, messenger, pretends, inSpan, now } = deps
  releaseHeld(storage, now())
  const settings = { ...config, generation: config.domain.generation }
  const isTest = pretends === true
  const folded = await inSpan('fold', () =>
    foldInbox(storage, { settings, turns, send: messenger.send, isTest, now: now() }),
  )

  const budget = readState<Budget>(storage.sql, 'budget', { spent: {} })
  const isPaused = pausedSince(storage.sql) !== undefined
  const picked = pick(storage.sql, { budget, limits: config, isPaused, now: now() })
  if ('wakeAt' in picked) {
    if (folded) return { did: true }
    deps.tidyUps.clear()
    checkDueTimes(storage, now())
    return { did: false, wakeAt: Math.min(picked.wakeAt, releaseAt(storage.sql)) }
  }

  try {
    const next = planNext(picked.id, deps)
    if (next?.step?.do === 'call' && !config.dryRun)
      await callAndSettle(deps, { id: next.id, step: next.step, budget })
    else if (next && mayTidyUp(deps, next.id))
      storage.transactionSync(() => tidyUp(next, picked.priority, deps))
  } catch (error) {
    postpone(deps, picked.id, error)
  }
  return { did: true }
}

async function callAndSettle(deps: DeliveryDeps, attempt: CallAttempt): Promise<void> {
  const { storage } = deps
  deps.tidyUps.delete(attempt.id)
  markAttempt(deps, attempt)
  if (!mayLeave(deps, attempt)) return
  const result = await deps.inSpan('call', async (set) => {
    set('purpose', attempt.step.purpose.kind)
    const made = await makeCall(deps, attempt)
    set('answered', 'answer' in made ? 'yes' : nameError(made.error))
    return made
  })
  const fail = (error: unknown) =>
    storage.transactionSync(() => callFailed(deps, attempt, { ...result, error }))
  if ('error' in result) return fail(result.error)
  try {
    storage.transactionSync(() => callAnswered(deps, attempt, result))
  } catch (error) {
    // An answer that cannot be settled is no answer: the subject waits and tries again.
    fail(error)
  }
}
