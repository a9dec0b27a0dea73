import type { PlanContext, Step } from '../parts/part.ts'
import { partsOf, type Subject } from '../parts/parts.ts'
import { isHeldBack } from '../person/schedule.ts'
import { Subjects } from '../person/subjects.ts'
import { barredUntil, callKindName, readBarredKinds } from './barredKinds.ts'
import type { DeliveryDeps } from './createDeliveryDeps.ts'
import { cappedUntil } from './newContacts.ts'

/** A subject with its next step; without one, there is nothing to send now. */
export interface Next {
  id: number
  subject: Subject
  subjects: Subjects
  step: ReadyStep | undefined
}

export type ReadyStep = Exclude<Step, { do: 'account' }>

/** The next step of a subject, or of the account it has to wait for. */
export function planNext(id: number, deps: DeliveryDeps): Next | undefined {
  const now = deps.now()
  const { sql } = deps.storage
  const subjects = new Subjects(sql, now)
  const subject = subjects.byId(id)
  if (!subject) return undefined
  const context = readPlanContext(deps, subject, subjects)
  const kinds = readBarredKinds(sql, now)
  const waits: number[] = []
  const mayGo = (until: number | undefined) => {
    if (until !== undefined) waits.push(until)
    return until === undefined
  }
  const isReady = (of: Subject, step: ReadyStep) =>
    mayGo(cappedUntil(sql, { subject: of, config: deps.config, now })) &&
    (step.do !== 'call' || mayGo(barredUntil(kinds, callKindName(step.call), now)))

  for (const step of stepsOf(subject, context)) {
    if (step.do !== 'account') {
      if (isReady(subject, step)) return { id, subject, subjects, step }
      continue
    }
    const { account } = step
    delete account.held
    if ((account.retryAt ?? 0) > now) {
      mayGo(account.retryAt)
      continue
    }
    const accountStep = plan(account, context)
    if (accountStep && accountStep.do !== 'account' && isReady(account, accountStep))
      return { id: subjects.idOf(account), subject: account, subjects, step: accountStep }
  }
  if (waits.length > 0) subject.retryAt = Math.min(...waits)
  return { id, subject, subjects, step: undefined }
}

/**
 * The next thing to do about a subject: one Freshsales call, made of everything that can travel in
 * it. Planned anew after each answer, so nothing is ever sent from an outdated plan. Pure.
 */
export function plan(subject: Subject, context: PlanContext): Step | undefined {
  return stepsOf(subject, context).next().value ?? undefined
}

/** What each part would do next, the most valuable first. */
function* stepsOf(subject: Subject, context: PlanContext): Generator<Step, undefined> {
  const isBlocked = isHeldBack(subject)
  for (const part of partsOf(subject)) {
    if (isBlocked && !part.due(subject)?.standsAlone) continue
    const step = part.plan?.(subject, context)
    if (step) yield step
  }
  return undefined
}

/** What planning may look at, as it is now. */
function readPlanContext(
  { config, lists, now }: DeliveryDeps,
  subject: Subject,
  subjects: Subjects,
): PlanContext {
  return {
    now: now(),
    config,
    catalog: lists.snapshot(now()),
    findAccount: (name) => subjects.findAccount(name),
    doOthersWait: (name) =>
      partsOf(subject).some((part) => part.name !== name && part.due(subject) !== undefined),
  }
}
