import { type Crm, isObject, type Json, type JsonObject } from '../crm.ts'
import { RAILS_TIME_ZONES } from '../facts/timeZones.ts'
import { type Answer, json } from '../http/answer.ts'
import { unwrapped } from '../http/call.ts'
import { paged } from '../http/paging.ts'
import { type Route, type RoutedCall, route } from '../http/route.ts'
import { existing } from '../rules/identify.ts'
import { plannedFilter } from '../rules/plannedFilter.ts'
import { presentPlanned } from '../rules/presentPlanned.ts'
import { Refusal, unreadable } from '../rules/refusal.ts'
import type { StoredRecord } from '../store/records.ts'

interface Planned {
  kind: 'task' | 'appointment' | 'phone_call'
  plural: string
  /** Field → label of what must not be blank. */
  required: { [name: string]: string }
}

/** Tasks, meetings and calls: created with 201. */
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
      const values = checked({}, sentIn(call, kind, crm), planned)
      return one(crm.store.records.insert(kind, values, crm.now), crm, 201)
    }),
    ...(kind === 'phone_call' ? [] : [listRoute(kind, plural)]),
    route('GET', `/${plural}/{id}`, ({ params }, crm) =>
      one(existing(kind, params['id'], crm), crm),
    ),
    route('PUT', `/${plural}/{id}`, (call, crm) => {
      const record = existing(kind, call.params['id'], crm)
      const values = checked(record.values, sentIn(call, kind, crm), planned)
      const updated = { ...record, values, updatedAt: crm.now }
      crm.store.records.save(updated)
      return one(updated, crm)
    }),
    route('DELETE', `/${plural}/{id}`, ({ params }, crm) => {
      crm.store.records.erase(existing(kind, params['id'], crm))
      return json({ success: '200' })
    }),
  ]
})

/** `?filter=open` and the like; a filter that there is none of is refused. */
function listRoute(kind: 'task' | 'appointment', plural: string): Route {
  return route('GET', `/${plural}`, ({ query }, crm) => {
    const filter = query.get('filter') ?? (kind === 'task' ? 'open' : 'upcoming')
    const shows = plannedFilter(kind, filter)
    if (!shows) throw new Refusal(400, `Invalid filter ${filter}`)
    const records = crm.store.records.all(kind).filter((record) => shows(record, crm))
    const { items, meta } = paged(records.reverse(), query)
    return json({ [plural]: items.map((record) => presentPlanned(record, crm)), meta })
  })
}

/** An appointment comes with what hangs on it beside it. */
function one(record: StoredRecord, crm: Crm, status = 200): Answer {
  const { kind, values } = record
  const attendees = values['appointment_attendees_attributes']
  const beside = kind === 'appointment' && {
    notes: [],
    conferences: [],
    appointment_attendees: Array.isArray(attendees) ? attendees : [],
  }
  return json({ ...beside, [kind]: presentPlanned(record, crm) }, status)
}

/** In the wrapper or flat, as the account wants it. */
function sentIn(call: RoutedCall, wrapper: string, { settings }: Crm): JsonObject {
  const body = call.body()
  if (settings.behaviour.taskWrapperRequired && !isObject(body[wrapper])) throw unreadable()
  return unwrapped(body, wrapper)
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
