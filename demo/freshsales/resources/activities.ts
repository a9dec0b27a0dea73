import { type Crm, type JsonObject, listItem } from '../crm.ts'
import { ACTIVITY_FIELDS, ACTIVITY_TIMES } from '../facts/activityFields.ts'
import { json } from '../http/answer.ts'
import { unwrapped } from '../http/call.ts'
import { paged } from '../http/paging.ts'
import { type Route, route } from '../http/route.ts'
import { accountLinks } from '../rules/contactAccounts.ts'
import { existing } from '../rules/identify.ts'
import { Refusal } from '../rules/refusal.ts'
import { findTarget } from '../rules/targets.ts'
import { accountTime } from '../rules/times.ts'
import { touch } from '../rules/touch.ts'
import { readField, readInto } from '../rules/write.ts'
import type { StoredRecord } from '../store/records.ts'

export const activityRoutes: Route[] = [
  route('POST', '/sales_activities', (call, crm) => {
    const values = checked({}, unwrapped(call.body(), 'sales_activity'), crm)
    const activity = crm.store.records.insert('sales_activity', values, crm.now)
    const target = findTarget(values['targetable_type'], values['targetable_id'], crm)
    if (target) moveLastActivity(target, values, crm)
    return json(
      { sales_activity: presentActivity(activity, crm) },
      crm.settings.behaviour.activityCreatedStatus,
    )
  }),
  route('GET', '/sales_activities', ({ query }, crm) => {
    const { items, meta } = paged(crm.store.records.all('sales_activity').reverse(), query)
    return json({ sales_activities: items.map((activity) => presentActivity(activity, crm)), meta })
  }),
  route('GET', '/sales_activities/{id}', ({ params }, crm) =>
    json({ sales_activity: presentActivity(existing('sales_activity', params['id'], crm), crm) }),
  ),
  route('PUT', '/sales_activities/{id}', (call, crm) => {
    const activity = existing('sales_activity', call.params['id'], crm)
    const values = checked(activity.values, unwrapped(call.body(), 'sales_activity'), crm)
    const updated = { ...activity, values, updatedAt: crm.now }
    crm.store.records.save(updated)
    return json({ sales_activity: presentActivity(updated, crm) })
  }),
  route('DELETE', '/sales_activities/{id}', ({ params }, crm) => {
    crm.store.records.erase(existing('sales_activity', params['id'], crm))
    return json({ success: '200' })
  }),
]

/** When somebody was last dealt with, and how; an account is dealt with in its people too. */
function moveLastActivity(target: StoredRecord, values: JsonObject, crm: Crm): void {
  const type = listItem(crm, 'sales_activity_types', values['sales_activity_type_id'])
  const last = {
    last_contacted_via_sales_activity: values['end_date'] ?? values['start_date'] ?? null,
    last_contacted_sales_activity_mode: type?.name ?? null,
  }
  touch(target, last, crm)
  const primary = accountLinks(target.values['sales_accounts']).find(({ is_primary }) => is_primary)
  const account = primary && crm.store.records.get('sales_account', primary.id)
  if (account) touch(account, last, crm)
}

export function presentActivity(activity: StoredRecord, crm: Crm): JsonObject {
  const { values, id } = activity
  const { utcOffsetMinutes, lists } = crm.settings
  return {
    id,
    ...Object.fromEntries(ACTIVITY_FIELDS.map(({ name }) => [name, values[name] ?? null])),
    ...Object.fromEntries(Object.keys(ACTIVITY_TIMES).map((name) => [name, values[name] ?? null])),
    status: values['status'] ?? false,
    creater_id: lists.owners[0]?.id ?? null,
    updater_id: lists.owners[0]?.id ?? null,
    conversation_time: values['end_date'] ?? values['start_date'] ?? null,
    conversation_id: null,
    remote_id: null,
    import_id: null,
    checkedout_at: null,
    checkedout_location: null,
    checkedout_latitude: null,
    checkedout_longitude: null,
    checkedin_duration: null,
    targetable_id: values['targetable_id'] ?? null,
    targetable_type: values['targetable_type'] ?? null,
    targetables: [{ id: values['targetable_id'] ?? null, type: values['targetable_type'] ?? null }],
    custom_field: values['custom_field'] ?? {},
    created_at: accountTime(activity.createdAt, utcOffsetMinutes),
    updated_at: accountTime(activity.updatedAt, utcOffsetMinutes),
  }
}

/** The values after what was sent, or a refusal that names everything that is wrong. */
function checked(before: JsonObject, sent: JsonObject, crm: Crm): JsonObject {
  const read = readInto(before, { fields: ACTIVITY_FIELDS, sent, read: readField }, crm)
  const { targetable_type = before['targetable_type'], targetable_id = before['targetable_id'] } =
    sent
  const target = findTarget(targetable_type, targetable_id, crm)
  const values = { ...read.values, ...times(sent, crm) }
  const problems = [...read.problems, ...missing(values, crm), ...typeProblems(values, crm)]
  if (!target) problems.push("Targetable doesn't exist")
  if (problems.length > 0 || !target) throw new Refusal(400, ...problems)
  return { ...values, targetable_type: targetable_type ?? null, targetable_id: target.id }
}

/** Times that cannot be read are as good as not sent. */
function times(sent: JsonObject, crm: Crm): JsonObject {
  return Object.fromEntries(
    Object.keys(ACTIVITY_TIMES).flatMap((name) => {
      const at = Date.parse(String(sent[name]))
      return Number.isNaN(at) ? [] : [[name, accountTime(at, crm.settings.utcOffsetMinutes)]]
    }),
  )
}

function missing(values: JsonObject, { settings: { behaviour } }: Crm): string[] {
  const needed: { [name: string]: string | false } = {
    title: 'Title',
    sales_activity_type_id: 'Sales activity type',
    start_date: ACTIVITY_TIMES.start_date,
    end_date: behaviour.activityEndRequired && ACTIVITY_TIMES.end_date,
    owner_id: behaviour.activityOwnerRequired && 'Sales owner',
  }
  return Object.entries(needed).flatMap(([name, label]) =>
    label && (values[name] ?? null) === null ? [`${label} can't be empty`] : [],
  )
}

function typeProblems(values: JsonObject, crm: Crm): string[] {
  const type = listItem(crm, 'sales_activity_types', values['sales_activity_type_id'])
  const isRefused =
    crm.settings.behaviour.builtInActivityTypesRefused && type?.['is_default'] === true
  return isRefused ? ['Invalid sales activity type provided.'] : []
}
