import { type Crm, isObject, type JsonObject } from '../crm.ts'
import { json } from '../http/answer.ts'
import { type Route, route } from '../http/route.ts'
import { ACCOUNT } from '../rules/account.ts'
import { CONTACT } from '../rules/contact.ts'
import { DEAL } from '../rules/deal.ts'
import { existing } from '../rules/identify.ts'
import type { Kind } from '../rules/kind.ts'
import { Refusal, unreadable } from '../rules/refusal.ts'
import { upsert } from './crud.ts'

/** Records in one job carry their own identifier: `{"emails": …, "data": {…}}`. */
const IDENTIFIERS: { readonly [kind in Kind['name']]: readonly string[] } = {
  contact: ['id', 'emails', 'email', 'external_id'],
  sales_account: ['id', 'name'],
  deal: ['id', 'name'],
  lead: [],
}

export const bulkRoutes: Route[] = [
  ...[CONTACT, ACCOUNT, DEAL].map((kind) =>
    route('POST', `/${kind.plural}/bulk_upsert`, (call, crm) => {
      const records = call.body()[kind.plural]
      if (!Array.isArray(records) || records.length === 0) throw unreadable()
      const { bulkRecords, behaviour } = crm.settings
      if (records.length > bulkRecords)
        throw new Refusal(400, `Only ${bulkRecords} records are allowed in one request`)
      const results = records.map((record, index) => ({
        index,
        ...carriedOut(kind, isObject(record) ? record : {}, crm),
      }))
      const job = crm.store.records.insert('job', { results }, crm.now)
      const base = call.origin + call.path.slice(0, call.path.indexOf(call.resource))
      return json(
        { job_status_url: `${base}/job_statuses/${job.id}` },
        behaviour.bulkAcceptedStatus,
      )
    }),
  ),
  route('GET', '/job_statuses/{id}', ({ params }, crm) => {
    const job = existing('job', params['id'], crm)
    const isDone = crm.now >= job.createdAt + crm.settings.bulkSeconds * 1000
    const all = job.values['results']
    const results = Array.isArray(all) ? all.filter(isObject) : []
    const failed = results.filter(({ status }) => status === 'failed').length
    return json({
      id: job.id,
      status: isDone ? 'completed' : 'in_progress',
      total: results.length,
      ...(isDone && { succeeded: results.length - failed, failed, results }),
    })
  }),
]

/** One bad record does not stop the others. */
function carriedOut(kind: Kind, record: JsonObject, crm: Crm): JsonObject {
  try {
    const name = IDENTIFIERS[kind.name].find((candidate) => record[candidate] !== undefined)
    const sent = record['data']
    if (name === undefined || !isObject(sent)) throw unreadable()
    const done = upsert(kind, { identifier: { [name]: record[name] ?? null }, sent }, crm)
    return { status: done.status === 201 ? 'created' : 'updated', id: done.record.id }
  } catch (error) {
    if (error instanceof Refusal)
      return { status: 'failed', errors: { code: error.status, message: error.messages } }
    throw error
  }
}
