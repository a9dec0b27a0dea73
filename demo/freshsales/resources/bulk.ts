import { type Crm, isObject, type JsonObject } from '../crm.ts'
import { json } from '../http/answer.ts'
import { type Route, route } from '../http/route.ts'
import { ACCOUNT } from '../rules/account.ts'
import { CONTACT } from '../rules/contact.ts'
import { DEAL } from '../rules/deal.ts'
import { existing } from '../rules/identify.ts'
import { inLanguage } from '../rules/inLanguage.ts'
import type { Kind } from '../rules/kind.ts'
import { LEAD } from '../rules/lead.ts'
import { notUnique, Refusal, unreadable } from '../rules/refusal.ts'
import { accountTime } from '../rules/times.ts'
import type { StoredRecord } from '../store/records.ts'
import { upsert } from './crud.ts'

/** Records in one job carry their own identifier: `{"emails": …, "data": {…}}`. */
const IDENTIFIERS: { readonly [kind in Kind['name']]: readonly string[] } = {
  contact: ['id', 'emails', 'external_id', 'mobile_number'],
  sales_account: ['id', 'name'],
  deal: ['id', 'name'],
  lead: ['id', 'emails'],
}

const bulkRoute = (kind: Kind): Route =>
  route('POST', `/${kind.plural}/bulk_upsert`, (call, crm) => {
    const records = call.body()[kind.plural]
    if (!Array.isArray(records) || records.length === 0) throw unreadable()
    const { bulkRecords, bulkJobs, behaviour } = crm.settings
    if (records.length > bulkRecords)
      throw new Refusal(400, `Only ${bulkRecords} records are allowed in one request`)
    if (bulkJobs > 0 && runningJobs(crm) >= bulkJobs) throw new Refusal(405, 'Method Not Allowed')
    const results = records.map((record, index) => ({
      index,
      ...carriedOut(kind, isObject(record) ? record : {}, crm),
    }))
    const values = { name: `bulk_upsert_${kind.plural}`, results }
    const job = crm.store.records.insert('job', values, crm.now)
    const base = call.origin + call.path.slice(0, call.path.indexOf(call.resource))
    return json(
      {
        job_status_url: `${base}/job_statuses/${job.id}`,
        message: 'The request has been accepted and will be processed soon.',
      },
      behaviour.bulkAcceptedStatus,
    )
  })

export const bulkRoutes: Route[] = [
  ...[CONTACT, ACCOUNT, DEAL].map(bulkRoute),
  { ...bulkRoute(LEAD), classicOnly: true },
  route('GET', '/job_statuses/{id}', ({ params }, crm) =>
    json(presentJob(existing('job', params['id'], crm), crm)),
  ),
]

/** Only counts and those that failed are told, by what they are known by: no list of results and no ids. */
function presentJob(job: StoredRecord, crm: Crm): JsonObject {
  const isDone = !isRunning(job, crm)
  const all = job.values['results']
  const results = Array.isArray(all) ? all.filter(isObject) : []
  const failed = results.filter(({ status }) => status === 'failed')
  const counts = { succeeded: results.length - failed.length, failed: failed.length }
  const { utcOffsetMinutes, bulkSeconds } = crm.settings
  const report = failed.map(({ identifier, errors }) => ({
    ...(isObject(identifier) && identifier),
    error_message: isObject(errors) ? (errors['message'] ?? []) : [],
  }))
  return {
    status: isDone ? 'SUCCESS' : 'IN_PROGRESS',
    job_type_name: job.values['name'] ?? null,
    created_at: accountTime(job.createdAt, utcOffsetMinutes),
    status_updated_at: accountTime(
      isDone ? job.createdAt + bulkSeconds * 1000 : job.createdAt,
      utcOffsetMinutes,
    ),
    progress: isDone ? 100 : 0,
    data: isDone
      ? JSON.stringify({ record_status: counts, detailed_failure_report: report })
      : null,
  }
}

function isRunning({ createdAt }: StoredRecord, { now, settings }: Crm): boolean {
  return now < createdAt + settings.bulkSeconds * 1000
}

function runningJobs(crm: Crm): number {
  return crm.store.records.all('job').filter((job) => isRunning(job, crm)).length
}

/** One bad record does not stop the others. */
function carriedOut(kind: Kind, record: JsonObject, crm: Crm): JsonObject {
  const name = IDENTIFIERS[kind.name].find((candidate) => record[candidate] !== undefined)
  const identifier: JsonObject = name === undefined ? {} : { [name]: record[name] ?? null }
  try {
    const sent = record['data']
    if (name === undefined) throw notUnique()
    if (!isObject(sent)) throw unreadable()
    const done = upsert(kind, { identifier, sent }, crm)
    return { status: done.status === 201 ? 'created' : 'updated', id: done.record.id }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const message = error.messages.map((text) => inLanguage(text, crm.settings))
    return { status: 'failed', identifier, errors: { code: error.status, message } }
  }
}
