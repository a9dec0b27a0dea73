import type { Crm, JsonObject } from '../crm.ts'
import type { StoredRecord } from '../store/records.ts'
import { accountTime } from './times.ts'

/** What contacts, accounts and deals tell of those who work with them. Only a sales activity moves the two of its own. */
export function presentContacted(
  { kind, values, createdAt }: StoredRecord,
  { settings }: Crm,
): JsonObject {
  return {
    ...(kind !== 'deal' && { last_contacted: null, last_contacted_mode: null }),
    last_contacted_via_sales_activity: values['last_contacted_via_sales_activity'] ?? null,
    last_contacted_sales_activity_mode: values['last_contacted_sales_activity_mode'] ?? null,
    recent_note: values['recent_note'] ?? null,
    active_sales_sequences: null,
    completed_sales_sequences: null,
    last_assigned_at: accountTime(createdAt, settings.utcOffsetMinutes),
    team_user_ids: null,
  }
}
