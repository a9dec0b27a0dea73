import type { Crm, JsonObject } from '../crm.ts'
import { json } from '../http/answer.ts'
import { paged } from '../http/paging.ts'
import { type Route, route } from '../http/route.ts'
import { existing } from '../rules/identify.ts'
import type { Kind } from '../rules/kind.ts'
import { presentPlanned } from '../rules/presentPlanned.ts'
import { attachedTo, happenedTo } from '../rules/targets.ts'
import { accountTime } from '../rules/times.ts'
import type { KindName, StoredRecord } from '../store/records.ts'
import { activitiesRoute } from './contactActivities.ts'
import { presentNote } from './notes.ts'

type Present = (record: StoredRecord, crm: Crm) => JsonObject

/** What hangs on a record, by the last word of its path. */
const ATTACHED: { readonly [word: string]: { kind: KindName; present: Present } } = {
  notes: { kind: 'note', present: presentNote },
  tasks: { kind: 'task', present: presentPlanned },
  appointments: { kind: 'appointment', present: presentPlanned },
}

export function timelineRoutes(kind: Kind): Route[] {
  const at = `/${kind.plural}/{id}`
  const lists = Object.entries(ATTACHED).map(([word, { kind: attached, present }]) =>
    route('GET', `${at}/${word}`, ({ params, query }, crm) => {
      const record = existing(kind.name, params['id'], crm)
      const { items, meta } = paged(attachedTo(record, attached, crm), query)
      return json({ [word]: items.map((item) => present(item, crm)), meta })
    }),
  )
  const feed = route('GET', `${at}/timeline_feeds`, ({ params, query }, crm) => {
    const record = existing(kind.name, params['id'], crm)
    const entries = feedOf(record, crm)
    const { items } = paged(entries, query)
    return json({ timeline_feeds: items, meta: { has_next: items.length < entries.length } })
  })
  return [...lists, activitiesRoute(kind), feed]
}

/** Notes, activities and tasks of a record in one list, newest first. */
function feedOf(record: StoredRecord, crm: Crm): JsonObject[] {
  return happenedTo(record, crm).map(({ id, kind, createdAt, values }) => ({
    id,
    actionable_id: id,
    actionable_type: kind,
    title: values['title'] ?? null,
    description: values['description'] ?? values['notes'] ?? null,
    created_at: accountTime(createdAt, crm.settings.utcOffsetMinutes),
  }))
}
