import type { Answer } from '../../../freshsales/api/call.ts'
import { bulkUpsertContacts } from '../../../freshsales/api/request.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { isObject } from '../../../protocol/json.ts'
import type { Delivering } from '../deliver.ts'
import { noteDelivery } from '../journal.ts'
import { settle } from '../settle.ts'
import { readState, writeState } from '../state.ts'
import { Subjects } from '../subjects.ts'
import type { Member } from './gather.ts'

/** A bulk upsert that Freshsales accepted and has not told the outcome of. */
export interface Job {
  id: string
  pollAt: number
  polls: number
  members: Member[]
}

/** Members do not go out alone for this long; a job that takes longer is given up. */
const HOLD_MS = 10 * 60_000
export const FIRST_POLL_MS = 1_000
const LONGEST_POLL_MS = 60_000
const MAX_POLLS = 14

export const readJob = (sql: SqlStorage) => readState<Job | null>(sql, 'bulkJob', null)

export function startJob(delivering: Delivering, job: Job): void {
  writeState(delivering.storage.sql, 'bulkJob', job)
  holdMembers(delivering, job, delivering.now() + HOLD_MS)
}

/** Settles those that went through, or waits a little longer for the outcome. */
export function jobAnswered(delivering: Delivering, job: Job, { body }: Answer): void {
  const { results } = body
  if (Array.isArray(results)) {
    for (const result of results) if (isObject(result)) settleMember(delivering, job, result)
    endJob(delivering, job)
  } else if (job.polls >= MAX_POLLS) endJob(delivering, job)
  else {
    const pollAt = delivering.now() + Math.min(LONGEST_POLL_MS, FIRST_POLL_MS * 2 ** job.polls)
    writeState(delivering.storage.sql, 'bulkJob', { ...job, pollAt, polls: job.polls + 1 })
  }
}

/** Whoever is not settled goes out alone, and is mended or set aside there. */
export function endJob(delivering: Delivering, job: Job): void {
  writeState(delivering.storage.sql, 'bulkJob', null)
  holdMembers(delivering, job, undefined)
}

/** As if it had been sent alone. Someone new whose id is not told is not settled: the id is needed. */
function settleMember({ storage, config, now }: Delivering, job: Job, result: JsonObject): void {
  const member = job.members[Number(result['index'])]
  if (!member || result['status'] === 'failed') return
  const subjects = new Subjects(storage.sql, now())
  const subject = subjects.byId(member.subject)
  if (subject?.kind !== 'person') return
  const id = Number(result['id'] ?? subject.contactId)
  if (!Number.isSafeInteger(id)) return
  const status = result['status'] === 'created' ? 201 : 200
  const answer = { status, body: { contact: { id } } }
  const { values } = member
  const problems = settle(subject, { kind: 'contact', values }, { now: now(), config, answer })
  subjects.touch(subject)
  subjects.save()
  noteDelivery(storage.sql, {
    at: now(),
    subject: member.subject,
    outcome: 'delivered',
    purpose: 'contact',
    call: bulkUpsertContacts([member]),
    status,
    answer: result,
    problems,
  })
}

function holdMembers({ storage, now }: Delivering, { members }: Job, until: number | undefined) {
  const subjects = new Subjects(storage.sql, now())
  for (const member of members) {
    const subject = subjects.byId(member.subject)
    if (!subject) continue
    if (until === undefined) delete subject.retryAt
    else subject.retryAt = until
    subjects.touch(subject)
  }
  subjects.save()
}
