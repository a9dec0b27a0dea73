import { type Crm, isObject, type Json, type JsonObject } from '../crm.ts'
import { RAILS_TIME_ZONES } from '../facts/timeZones.ts'
import { json } from '../http/answer.ts'
import { type Route, route } from '../http/route.ts'
import { existing } from '../rules/identify.ts'
import { Refusal, unreadable } from '../rules/refusal.ts'
import { accountTime } from '../rules/times.ts'
import type { StoredRecord } from '../store/records.ts'

interface Planned {
  kind: 'task' | 'appointment' | 'phone_call'
  plural: string
  /** Field → label of what must not be blank. */
  required: { [name: string]: string }
}

/** Tasks, meetings and calls: created with 201; meetings and calls only in their wrapper. */
const PLANNED: readonly Planned[] = [
  { kind: 'task', plural: 'tasks', required: { title: 'Title', due_date: 'Due date' } },
  {
    kind: 'appointment',
    plural: 'appointments',
    required: { title: 'Title', from_date: 'From date', end_date: 'End date' },
  },
  { kind: 'phone_call', plural: 'phone_calls', required: { call_direction: 'Call direction' } },
]

export const taskRoutes: Route[] = PLANNED.flatMap((planned) => {
  const { kind, plural } = planned
  return [
    route('POST', `/${plural}`, (call, crm) => {
      const values = checked({}, wrapped(call.body(), kind), planned)
      return json(
        { [kind]: presentPlanned(crm.store.records.insert(kind, values, crm.now), crm) },
        201,
      )
    }),
    route('GET', `/${plural}/{id}`, ({ params }, crm) =>
      json({ [kind]: presentPlanned(existing(kind, params['id'], crm), crm) }),
    ),
    route('PUT', `/${plural}/{id}`, (call, crm) => {
      const record = existing(kind, call.params['id'], crm)
      const values = checked(record.values, wrapped(call.body(), kind), planned)
      const updated = { ...record, values, updatedAt: crm.now }
      crm.store.records.save(updated)
      return json({ [kind]: presentPlanned(updated, crm) })
    }),
    route('DELETE', `/${plural}/{id}`, ({ params }, crm) => {
      crm.store.records.erase(existing(kind, params['id'], crm))
      return json(true)
    }),
  ]
})

export function presentPlanned({ id, values, createdAt }: StoredRecord, crm: Crm): JsonObject {
  return {
    status: 0,
    completed_date: null,
    ...values,
    id,
    created_at: accountTime(createdAt, crm.settings.utcOffsetMinutes),
    targetables: [{ id: values['targetable_id'] ?? null, type: values['targetable_type'] ?? null }],
  }
}

function wrapped(body: JsonObject, wrapper: string): JsonObject {
  const record = body[wrapper] ?? (wrapper === 'task' ? body : undefined)
  if (!isObject(record)) throw unreadable()
  return record
}

function checked(before: JsonObject, sent: JsonObject, { required }: Planned): JsonObject {
  const values = { ...before, ...sent }
  const blank = Object.entries(required).filter(([name]) => isBlank(values[name]))
  const problems = blank.map(([, label]) => `${label} can't be blank`)
  const zone = values['time_zone']
  if (typeof zone === 'string' && !RAILS_TIME_ZONES.has(zone))
    problems.push('Not a supported time zone')
  if (problems.length > 0) throw new Refusal(400, ...problems)
  return values
}

function isBlank(value: Json | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}
