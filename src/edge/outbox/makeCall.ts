import type { Answer, Call } from '../../freshsales/api/call.ts'
import { RefusedError } from '../../freshsales/api/errors.ts'
import { upsertContact } from '../../freshsales/api/request.ts'
import type { Problem } from '../../freshsales/change.ts'
import { isForWant } from '../../freshsales/repair/compulsory.ts'
import { repair } from '../../freshsales/repair/repair.ts'
import { isObject } from '../../protocol/json.ts'
import { answered, type Budget, charge } from './budget.ts'
import { callFailed } from './callFailed.ts'
import type { Delivering } from './deliver.ts'
import { noteDelivery } from './journal.ts'
import { needsDefaults } from './needsDefaults.ts'
import { countNewContact } from './newContacts.ts'
import { noteUnsure, settleUnsure } from './person.ts'
import { settle } from './settle.ts'
import { writeState } from './state.ts'
import type { CallStep } from './step.ts'
import { Subjects } from './subjects.ts'
import { isNew } from './urgency.ts'

/** One record may be wrong in several ways, and Freshsales names one at a time. */
const MAX_REPAIRS = 6

export interface Sending {
  /** The subject the call is about. */
  id: number
  step: CallStep
  budget: Budget
}

/** Makes a call and settles it: whatever comes of it, the subject and the budget say so afterwards. */
export async function makeCall(delivering: Delivering, sending: Sending): Promise<void> {
  const { storage, now } = delivering
  if (sending.step.once) markUnsure(delivering, sending)
  const begun = now()
  const problems = [...sending.step.problems]
  const sent: Sent = { call: sending.step.call, problems }
  try {
    const answer = await sendRepaired(delivering, sending, sent)
    storage.transactionSync(() => callAnswered(delivering, sending, { ...sent, answer, begun }))
  } catch (error) {
    storage.transactionSync(() => callFailed(delivering, sending, { ...sent, error, begun }))
  }
}

/** The call as it went out last, and what was left out of it. */
export interface Sent {
  call: Call
  problems: Problem[]
}

/** Written before the call leaves: should its answer get lost, the effect is looked for first. */
function markUnsure({ storage, now }: Delivering, { id, step }: Sending): void {
  storage.transactionSync(() => {
    const subjects = new Subjects(storage.sql, now())
    const subject = subjects.byId(id)
    if (!subject || step.once === undefined) return
    noteUnsure(subject, step.once)
    subjects.touch(subject)
    subjects.save()
  })
}

/** Sends, and sends again without what Freshsales refused, while that helps. */
async function sendRepaired(delivering: Delivering, sending: Sending, sent: Sent): Promise<Answer> {
  for (let repairs = 0; ; repairs++) {
    try {
      return await send(delivering, sending, sent.call)
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      const mended = repairs < MAX_REPAIRS ? repair(sent.call, error) : undefined
      if (!mended && needsDefaults(sending.step.purpose, error, delivering.config)) throw error
      const next = mended ?? lastResort(sending.step, sent.call, error)
      if (!next) throw error
      sent.call = next.call
      sent.problems.push(...next.problems)
    }
  }
}

function send({ storage, client, now }: Delivering, { budget }: Sending, call: Call) {
  charge(budget, now())
  writeState(storage.sql, 'budget', budget)
  return client.send(call)
}

/** Better a contact with a name and an address than none: the rest of a record that cannot be mended is left out. */
function lastResort({ purpose }: CallStep, call: Call, error: RefusedError) {
  const contact = call.body?.['contact']
  const email = (call.body?.['unique_identifier'] as { emails?: string } | undefined)?.emails
  if (purpose.kind !== 'contact' || !email || !isObject(contact) || isForWant(error.messages))
    return undefined
  const kept = Object.entries(contact).filter(([field]) => BARE_FIELDS.includes(field))
  const lost = Object.entries(contact).filter(([field]) => !BARE_FIELDS.includes(field))
  if (lost.length === 0) return undefined
  const reason = `Left out, because Freshsales refused the record: ${error.messages.join('; ')}`
  return {
    call: upsertContact({ email, contact: Object.fromEntries(kept) }),
    problems: lost.map(([field, value]) => ({ field, value, reason })),
  }
}

const BARE_FIELDS = ['emails', 'first_name', 'last_name']

function callAnswered(
  { storage, config, lists, now }: Delivering,
  { id, step, budget }: Sending,
  { call, problems, answer, begun }: Sent & { answer: Answer; begun: number },
): void {
  const subjects = new Subjects(storage.sql, now())
  const subject = subjects.byId(id)
  if (step.purpose.kind === 'list') lists.remember(step.purpose.name, answer, now())
  if (subject) {
    if (step.once) settleUnsure(subject, step.once)
    const wasNew = subject.kind === 'person' && isNew(subject)
    problems.push(...settle(subject, step.purpose, { now: now(), config, answer, call }))
    if (wasNew && answer.status === 201)
      countNewContact(storage.sql, { source: subject.source, config, now: now() })
    subjects.touch(subject)
    subjects.save()
  }
  answered(budget, answer.quota?.remaining, now())
  writeState(storage.sql, 'budget', budget)
  noteDelivery(storage.sql, {
    at: now(),
    subject: id,
    outcome: problems.length ? 'repaired' : 'delivered',
    purpose: step.purpose.kind,
    call,
    status: answer.status,
    took: now() - begun,
    answer: answer.body,
    problems,
  })
}
