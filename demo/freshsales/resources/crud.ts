import { type Crm, isObject, type JsonObject } from '../crm.ts'
import { type Answer, json } from '../http/answer.ts'
import { unwrapped } from '../http/call.ts'
import { type Handler, type Route, type RoutedCall, route } from '../http/route.ts'
import { existing } from '../rules/identify.ts'
import type { Kind } from '../rules/kind.ts'
import { notFound, unreadable } from '../rules/refusal.ts'
import { createRecord, updateRecord } from '../rules/write.ts'
import type { StoredRecord } from '../store/records.ts'

/** What contacts, accounts, deals and leads can all do. */
export function crudRoutes(kind: Kind): Route[] {
  const at = `/${kind.plural}`
  const routes = [
    route('POST', at, (call, crm) =>
      one(kind, createRecord(kind, unwrapped(call.body(), kind.wrapper), crm), { call, crm }),
    ),
    route('GET', `${at}/{id}`, (call, crm) =>
      one(kind, existing(kind.name, call.params['id'], crm), { call, crm }),
    ),
    route('PUT', `${at}/{id}`, (call, crm) => {
      const record = existing(kind.name, call.params['id'], crm)
      return one(kind, updateRecord(kind, record, unwrapped(call.body(), kind.wrapper), crm), {
        call,
        crm,
      })
    }),
    route('DELETE', `${at}/{id}`, (call, crm) => {
      crm.store.records.save({ ...existing(kind.name, call.params['id'], crm), deletedAt: crm.now })
      return json(true)
    }),
    route('PUT', `${at}/{id}/restore`, (call, crm) =>
      one(kind, restored(kind, call, crm), { call, crm }),
    ),
    route('DELETE', `${at}/{id}/forget`, forget(kind)),
  ]
  return routes.map((entry) => ({ ...entry, otherContentTypeStatus: kind.otherContentTypeStatus }))
}

export function upsertRoute(kind: Kind): Route {
  const handle: Handler = (call, crm) => {
    const body = call.body()
    const [identifier, sent] = [body['unique_identifier'], body[kind.wrapper]]
    if (!isObject(identifier) || !isObject(sent)) throw unreadable()
    const { status, record } = upsert(kind, { identifier, sent }, crm)
    return one(kind, record, { call, crm, status })
  }
  return {
    ...route('POST', `/${kind.plural}/upsert`, handle),
    otherContentTypeStatus: kind.otherContentTypeStatus,
  }
}

/** Updates the record the identifier points at (200), or creates one that has the identifier (201). */
export function upsert(
  kind: Kind,
  { identifier, sent }: { identifier: JsonObject; sent: JsonObject },
  crm: Crm,
): { status: 200 | 201; record: StoredRecord } {
  const { record, values } = kind.identify(identifier, crm)
  if (record) return { status: 200, record: updateRecord(kind, record, sent, crm) }
  const custom =
    isObject(values['custom_field']) && isObject(sent['custom_field'])
      ? { custom_field: { ...values['custom_field'], ...sent['custom_field'] } }
      : {}
  return { status: 201, record: createRecord(kind, { ...values, ...sent, ...custom }, crm) }
}

/** `{"contact": {…}}` with what was asked for by `?include=`. */
export function one(
  kind: Kind,
  record: StoredRecord,
  { call, crm, status = 200 }: { call: RoutedCall; crm: Crm; status?: number },
): Answer {
  const names = (call.query.get('include') ?? '').split(',')
  const included = names.flatMap((name) => {
    const include = Object.hasOwn(kind.includes, name) ? kind.includes[name] : undefined
    return include ? [include(record, crm)] : []
  })
  const inside = Object.assign({}, ...included.map((part) => part.inside)) as JsonObject
  const beside = Object.assign({}, ...included.map((part) => part.beside)) as JsonObject
  return json({ [kind.wrapper]: { ...kind.present(record, crm), ...inside }, ...beside }, status)
}

function restored(kind: Kind, { params }: RoutedCall, crm: Crm): StoredRecord {
  const record = crm.store.records.get(kind.name, Number(params['id']))
  if (!record) throw notFound()
  const back = { ...record, deletedAt: null }
  crm.store.records.save(back)
  return back
}

/** Erases for good, also from the recycle bin: privacy requests. */
function forget(kind: Kind): Handler {
  return ({ params }, crm) => {
    const record = crm.store.records.get(kind.name, Number(params['id']))
    if (!record) throw notFound()
    crm.store.records.erase(record)
    return json(true)
  }
}
