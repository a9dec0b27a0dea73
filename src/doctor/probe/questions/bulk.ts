import { bulkUpsertContacts, jobStatus } from '../../../freshsales/api/request.ts'
import type { Json, JsonObject } from '../../../protocol/event.ts'
import { isObject } from '../../../protocol/json.ts'
import { LAST_NAME, type Laboratory } from '../laboratory.ts'
import type { Fact, Question } from '../question.ts'
import { type Exchange, isDone, recordIn } from '../witness.ts'

/** Before each look at the job; longer than half a minute nobody waits for two records. */
const WAITS_MS = [0, 1000, 2000, 4000, 8000, 16_000]

export const bulk: Question = {
  title: 'How does a bulk upsert work?',
  calls: 11,
  async ask(laboratory) {
    const email = laboratory.email()
    const { contact } = laboratory
    const accepted = await laboratory.send(
      bulkUpsertContacts([
        { email, contact },
        { email: 'doctor@', contact },
      ]),
    )
    const facts: Fact[] = [
      {
        what: 'status of the request',
        found: accepted.status,
        simulator: 202,
        setting: ['behaviour.bulkAcceptedStatus', 200, 202],
      },
      { what: 'keys of the answer', found: keysOf(accepted.body), simulator: ['job_status_url'] },
    ]
    if (!isDone(accepted)) return facts
    const job = await waitForJob(laboratory, accepted)
    return [...facts, ...describe(job), await arrival(laboratory, email)]
  },
}

/** The job's answer once it has results, else its last one. */
async function waitForJob(laboratory: Laboratory, accepted: Exchange): Promise<Json | undefined> {
  const url = isObject(accepted.body) ? String(accepted.body['job_status_url']) : ''
  const id = url.split('/').filter(Boolean).at(-1) ?? ''
  let body: Json | undefined
  for (const milliseconds of WAITS_MS) {
    await laboratory.wait(milliseconds)
    body = (await laboratory.send(jobStatus(id))).body
    if (resultsOf(body).length > 0) break
  }
  return body
}

function describe(job: Json | undefined): Fact[] {
  const results = resultsOf(job)
  const failed = results.find((result) => 'errors' in result || 'error' in result)
  const done = results.find((result) => result !== failed)
  return [
    {
      what: 'keys of the finished job',
      found: keysOf(job),
      simulator: ['failed', 'id', 'results', 'status', 'succeeded', 'total'],
    },
    {
      what: 'status of the finished job',
      found: isObject(job) ? (job['status'] ?? null) : null,
      simulator: 'completed',
    },
    { what: 'keys of a result', found: keysOf(done), simulator: ['id', 'index', 'status'] },
    {
      what: 'keys of a refused one',
      found: keysOf(failed),
      simulator: ['errors', 'index', 'status'],
    },
  ]
}

/** One bad record must not cost the good one. */
async function arrival(laboratory: Laboratory, email: string): Promise<Fact> {
  const exchange = await laboratory.claim(email)
  const isThere =
    exchange.status === 200 && recordIn(exchange, 'contact')['last_name'] === LAST_NAME
  return { what: 'the good record beside a bad one is there', found: isThere, simulator: true }
}

function resultsOf(job: Json | undefined): JsonObject[] {
  const list = isObject(job) ? Object.values(job).find(Array.isArray) : undefined
  return (list ?? []).filter(isObject)
}

function keysOf(value: Json | undefined): string[] {
  return isObject(value) ? Object.keys(value).sort() : []
}
