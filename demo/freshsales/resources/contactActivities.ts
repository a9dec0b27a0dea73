import { type Crm, type JsonObject, type ListItem, listItem } from '../crm.ts'
import { type Answer, json } from '../http/answer.ts'
import { paged } from '../http/paging.ts'
import { type Route, route } from '../http/route.ts'
import { existing } from '../rules/identify.ts'
import type { Kind } from '../rules/kind.ts'
import { attachedTo, happenedTo, TARGET_KINDS } from '../rules/targets.ts'
import { accountTime } from '../rules/times.ts'
import type { StoredRecord } from '../store/records.ts'
import { presentActivity } from './activities.ts'

const USUAL_LIMIT = 10
const MOST = 100

/** `GET /contacts/{id}/activities`: entries of the timeline, of which a sales activity is one kind. `?limit=` and `?page=`. */
export function activitiesRoute(kind: Kind): Route {
  return route('GET', `/${kind.plural}/{id}/activities`, ({ params, query }, crm) => {
    const record = existing(kind.name, params['id'], crm)
    if (crm.settings.behaviour.contactActivities === 'sales activities')
      return salesActivities(record, query, crm)
    const entries = happenedTo(record, crm)
    const limit = Math.min(MOST, Math.max(1, Number(query.get('limit') ?? USUAL_LIMIT)))
    const from = (Math.max(1, Number(query.get('page') ?? 1)) - 1) * limit
    const [user] = crm.settings.lists.owners
    return json({
      users: user ? [presentUser(user)] : [],
      activities: entries
        .slice(from, from + limit)
        .map((entry) => presentEntry(entry, { kind, record }, crm)),
      meta: { has_next: from + limit < entries.length, has_previous: from > 0 },
    })
  })
}

function salesActivities(record: StoredRecord, query: URLSearchParams, crm: Crm): Answer {
  const { items, meta } = paged(attachedTo(record, 'sales_activity', crm), query)
  return json({ activities: items.map((activity) => presentActivity(activity, crm)), meta })
}

function presentUser({ id, name, email = null }: ListItem): JsonObject {
  return { id, display_name: name, email }
}

/** Neither title nor times are on the entry itself: they are in `action_data`. */
function presentEntry(
  entry: StoredRecord,
  { kind, record }: { kind: Kind; record: StoredRecord },
  crm: Crm,
): JsonObject {
  const { id, createdAt } = entry
  const { display_name, name } = kind.present(record, crm)
  const type = Object.entries(TARGET_KINDS).find(([, target]) => target === kind.name)?.[0] ?? null
  return {
    id: String(id),
    composite_id: `${createdAt}_${id}`,
    action_type: `${entry.kind.toUpperCase()}_CREATE`,
    action_data: actionData(entry, crm),
    actionable_type: MODELS[entry.kind] ?? null,
    actionable_id: id,
    targetable_type: type,
    targetable_id: record.id,
    targetable_name: display_name ?? name ?? null,
    user_id: crm.settings.lists.owners[0]?.id ?? null,
    user_activity: true,
    created_at: accountTime(createdAt, crm.settings.utcOffsetMinutes),
  }
}

const MODELS: { readonly [kind in StoredRecord['kind']]?: string } = {
  note: 'Note',
  sales_activity: 'SalesActivity',
  task: 'Task',
  appointment: 'Appointment',
  phone_call: 'PhoneCall',
}

function actionData({ values }: StoredRecord, crm: Crm): JsonObject {
  const type = listItem(crm, 'sales_activity_types', values['sales_activity_type_id'])
  return {
    title: values['title'] ?? null,
    description: values['description'] ?? values['notes'] ?? null,
    from_date: values['from_date'] ?? values['start_date'] ?? values['due_date'] ?? null,
    end_date: values['end_date'] ?? null,
    ...(type && { sales_activity_type_name: type.name }),
  }
}
