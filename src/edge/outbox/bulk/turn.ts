import type { Answer, Call } from '../../../freshsales/api/call.ts'
import { AccountError, ThrottledError } from '../../../freshsales/api/errors.ts'
import { bulkUpsertContacts, jobStatus } from '../../../freshsales/api/request.ts'
import { ACCOUNT_PROBE_MS } from '../backoff.ts'
import { affordableAt, answered, type Budget, charge, pause } from '../budget.ts'
import type { Delivering } from '../deliver.ts'
import { NEVER } from '../pick.ts'
import { readState, writeState } from '../state.ts'
import { PRIORITY } from '../urgency.ts'
import { gatherMembers, type Member } from './gather.ts'
import { endJob, FIRST_POLL_MS, type Job, jobAnswered, readJob, startJob } from './job.ts'

/** After a bulk call that failed, contacts go one by one for this long. */
const OFF_MS = 3_600_000

/**
 * With `BULK_UPSERT`, contacts that wait in numbers go out a hundred to a call. Freshsales carries
 * them out later and tells how each one went; whoever it does not tell of is sent alone.
 * Does the next thing about it, or says when to come again.
 */
export async function bulkTurn(delivering: Delivering, budget: Budget): Promise<'did' | number> {
  const { storage, config, now } = delivering
  const affordable = affordableAt(budget, config, PRIORITY.identity, now())
  const job = readJob(storage.sql)
  if (job) {
    const due = Math.max(job.pollAt, affordable)
    if (due > now()) return due
    await poll(delivering, budget, job)
    return 'did'
  }
  const offUntil = readState(storage.sql, 'bulkOffUntil', 0)
  if (Math.max(affordable, offUntil) > now()) return NEVER
  const members = gatherMembers(delivering)
  if (members.length === 0) return NEVER
  await sendMembers(delivering, budget, members)
  return 'did'
}

async function sendMembers(delivering: Delivering, budget: Budget, members: Member[]) {
  const answer = await send(delivering, budget, bulkUpsertContacts(members))
  const id = String(answer?.body['job_status_url'] ?? '')
    .split('/')
    .at(-1)
  const pollAt = delivering.now() + FIRST_POLL_MS
  if (id)
    delivering.storage.transactionSync(() =>
      startJob(delivering, { id, pollAt, polls: 0, members }),
    )
  else turnOff(delivering)
}

async function poll(delivering: Delivering, budget: Budget, job: Job) {
  const answer = await send(delivering, budget, jobStatus(job.id))
  delivering.storage.transactionSync(() => {
    if (answer) jobAnswered(delivering, job, answer)
    else endJob(delivering, job)
  })
}

/** Nothing when it failed: bulk is a saving, so no failure of it is worth a second try. */
async function send(
  delivering: Delivering,
  budget: Budget,
  call: Call,
): Promise<Answer | undefined> {
  const { storage, client, now } = delivering
  charge(budget, now())
  writeState(storage.sql, 'budget', budget)
  try {
    const answer = await client.send(call)
    answered(budget, answer.quota?.remaining, now())
    return answer
  } catch (error) {
    if (error instanceof ThrottledError)
      pause(budget, 'throttled', now() + error.retryAfterSeconds * 1_000)
    else if (error instanceof AccountError) pause(budget, 'account', now() + ACCOUNT_PROBE_MS)
    else turnOff(delivering)
    return undefined
  } finally {
    writeState(storage.sql, 'budget', budget)
  }
}

function turnOff({ storage, now }: Delivering): void {
  writeState(storage.sql, 'bulkOffUntil', now() + OFF_MS)
}
