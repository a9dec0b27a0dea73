import type { Crm, JsonObject } from '../crm.ts'
import type { StoredRecord } from '../store/records.ts'
import { accountTime } from './times.ts'

/** What a task, an appointment and a call tell beside what was sent, as recorded. */
const UNSET: { readonly [kind in StoredRecord['kind']]?: JsonObject } = {
  task: {
    status: 0,
    completed_date: null,
    description: null,
    owner_id: null,
    outcome_id: null,
    task_type_id: null,
  },
  appointment: {
    time_zone: null,
    description: null,
    location: null,
    is_allday: false,
    outcome_id: null,
    provider: 'freshsales',
    latitude: null,
    longitude: null,
    checkedin_at: null,
    can_checkin_checkout: true,
    checkedout_latitude: null,
    checkedout_longitude: null,
    checkedout_location: null,
    checkedout_at: null,
    checkedin_duration: null,
    can_checkin: true,
    conference_id: null,
    appointment_attendee_ids: [],
    note_id: null,
  },
  phone_call: { status: 0, completed_date: null },
}

export function presentPlanned(
  { id, kind, values, createdAt, updatedAt }: StoredRecord,
  { settings }: Crm,
): JsonObject {
  const user = settings.lists.owners[0]?.id ?? null
  const { targetable_id, targetable_type, appointment_attendees_attributes: _, ...rest } = values
  return {
    ...UNSET[kind],
    creater_id: user,
    ...(kind === 'task' && { updater_id: user }),
    ...rest,
    id,
    created_at: accountTime(createdAt, settings.utcOffsetMinutes),
    updated_at: accountTime(updatedAt, settings.utcOffsetMinutes),
    ...(kind === 'task' &&
      targetable_id && {
        targetable: { type: String(targetable_type).toLowerCase(), id: targetable_id },
      }),
    targetables: targetable_id ? [{ id: targetable_id, type: targetable_type ?? null }] : [],
  }
}
