import type { Answer, Call } from '../../../freshsales/api/call.ts'
import { RefusedError } from '../../../freshsales/api/errors.ts'
import type { Problem } from '../../../freshsales/change.ts'
import { repair } from '../../../freshsales/repair/repair.ts'
import type { CallStep } from '../parts/part.ts'
import { callKindOf } from '../parts/parts.ts'
import { markInDoubt } from '../person/markInDoubt.ts'
import { Subjects } from '../person/subjects.ts'
import { writeState } from '../store/state.ts'
import { type Budget, charge } from './budget.ts'
import type { DeliveryDeps } from './createDeliveryDeps.ts'

/** One record may be wrong in several ways, and Freshsales names one at a time. */
const MAX_REPAIRS = 6

export interface CallAttempt {
  /** The subject the call is about. */
  id: number
  step: CallStep
  budget: Budget
}

/** What came of a call: an answer, or an error that says who must act. */
export type CallResult = Sent & ({ answer: Answer } | { error: unknown })

/** The call as it went out last. */
export interface Sent {
  call: Call
  /** What was left out of it. */
  problems: Problem[]
  /** Milliseconds until the answer, repairs included. */
  took: number
}

/** Written before a create leaves: should its answer get lost, the effect is looked for first. */
export function markAttempt({ storage, now }: DeliveryDeps, { id, step }: CallAttempt): void {
  const { doubtKey } = step
  if (doubtKey === undefined) return
  storage.transactionSync(() => {
    const subjects = new Subjects(storage.sql, now())
    const subject = subjects.byId(id)
    if (!subject) return
    markInDoubt(subject, doubtKey)
    subjects.touch(subject)
    subjects.save()
  })
}

/** Sends, and sends again without what Freshsales refused, while that helps. Only the budget is written here. */
export async function makeCall(deps: DeliveryDeps, attempt: CallAttempt): Promise<CallResult> {
  const begun = deps.now()
  const problems = [...attempt.step.problems]
  let { call } = attempt.step
  const sent = (): Sent => ({ call, problems, took: deps.now() - begun })
  for (let repairs = 0; ; repairs++) {
    try {
      const answer = await send(deps, attempt, call)
      return { ...sent(), answer }
    } catch (error) {
      const repaired =
        error instanceof RefusedError
          ? repairCall(deps, attempt.step, { call, error, isLast: repairs >= MAX_REPAIRS })
          : undefined
      if (!repaired) return { ...sent(), error }
      call = repaired.call
      problems.push(...repaired.problems)
    }
  }
}

function send({ storage, client, now }: DeliveryDeps, { budget }: CallAttempt, call: Call) {
  charge(budget, now())
  writeState(storage.sql, 'budget', budget)
  return client.send(call)
}

function repairCall(
  { config }: DeliveryDeps,
  { purpose }: CallStep,
  { call, error, isLast }: { call: Call; error: RefusedError; isLast: boolean },
): { call: Call; problems: Problem[] } | undefined {
  const repaired = isLast ? undefined : repair(call, error)
  if (repaired) return repaired
  const kind = callKindOf(purpose)
  // Rather complete the record and send it whole than cut it down.
  if (kind?.defaults?.mayHelp(purpose, error, config.defaults)) return undefined
  return kind?.lastResort?.(call, error)
}
