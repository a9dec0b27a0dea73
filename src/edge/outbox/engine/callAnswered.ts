import type { Answer, Call } from '../../../freshsales/api/call.ts'
import { countIfDelivered } from '../forms/countDelivered.ts'
import { noteDelivery } from '../journal/journal.ts'
import { isCreated } from '../parts/isMadeWithLinks.ts'
import type { ListPurpose, Purpose } from '../parts/part.ts'
import type { Subject } from '../parts/parts.ts'
import { clearDoubt } from '../person/markInDoubt.ts'
import { isNew } from '../person/personCore.ts'
import { Subjects } from '../person/subjects.ts'
import { writeState } from '../store/state.ts'
import { callKindName, openKind } from './barredKinds.ts'
import { answered, type Limits } from './budget.ts'
import type { DeliveryDeps } from './createDeliveryDeps.ts'
import { doubtAccounts } from './forgetRecord.ts'
import { checkOneContact } from './invariants.ts'
import type { CallAttempt, Sent } from './makeCall.ts'
import { countNewContact, isMade } from './newContacts.ts'
import { pace } from './pace.ts'
import { settle } from './settle.ts'

/** Freshsales took it: the subject, the budget and the journal say so, in the caller's transaction. */
export function callAnswered(
  { storage, config, lists, pretends, now }: DeliveryDeps,
  { id, step, budget }: CallAttempt,
  { call, problems, answer, took }: Sent & { answer: Answer },
): void {
  const subjects = new Subjects(storage.sql, now())
  const subject = subjects.byId(id)
  const all = [...problems]
  if (isList(step.purpose)) lists.remember(step.purpose.name, answer, now())
  const kind = callKindName(call)
  const barred = openKind(storage.sql, kind)
  // At a wrong address the lists were missing as well.
  if (barred?.status === NOT_FOUND) lists.forgetSince(barred.since)
  if (subject) {
    if (barred || subject.barredBefore) allow(subject, kind)
    if (step.doubtKey !== undefined) clearDoubt(subject, step.doubtKey)
    const { kind: purpose } = step.purpose
    checkOneContact(storage.sql, { subject, status: answer.status, kind: purpose, now: now() })
    const wasNew = !isMade(subject)
    const outcome = { now: now(), config, answer, call, problems }
    const doubt = doubtAccounts(subjects, now())
    all.push(...settle(subject, step.purpose, { ...outcome, doubtAccounts: doubt }))
    if (wasNew && isCreated(answer, call))
      countNewContact(storage.sql, { subject, config, now: now() })
    countIfDelivered(storage.sql, subject, now())
    keepPace(subject, step.call, { limits: config, now: now() })
    subjects.touch(subject)
    subjects.save()
  }
  answered(budget, { subject: id, remaining: answer.quota?.remaining, now: now() })
  writeState(storage.sql, 'budget', budget)
  noteDelivery(storage.sql, {
    at: now(),
    subject: id,
    purpose: step.purpose.kind,
    call,
    problems: all,
    ...(pretends
      ? { outcome: 'planned' }
      : {
          outcome: all.length ? 'repaired' : 'delivered',
          status: answer.status,
          took,
          answer: answer.body,
        }),
  })
}

function keepPace(
  subject: Subject,
  { method }: Call,
  { limits, now }: { limits: Limits; now: number },
): void {
  const next = pace(subject.pace, limits, now)
  subject.pace = next.pace
  // What was read is for the call that follows at once: after a wait it would have to be read again.
  const isWaitedFor = method === 'GET' || (subject.kind === 'person' && isNew(subject))
  if (next.waitMs > 0 && !isWaitedFor) subject.retryAt = now + next.waitMs
}

const NOT_FOUND = 404

function allow(subject: Subject, kind: string): void {
  const others = subject.barredBefore?.filter((each) => each !== kind) ?? []
  if (others.length > 0) subject.barredBefore = others
  else delete subject.barredBefore
}

/** An account's list belongs to no subject, whoever needed it. */
export const isList = (purpose: Purpose): purpose is ListPurpose => purpose.kind === 'list'
