import type { ExportPageAsk } from '../operator/operations.ts'

/** Of the contact's fields, those that a list of people is read for; the others are in `fields`. */
export const OWN_FIELDS: readonly string[] = [
  'first_name',
  'last_name',
  'mobile_number',
  'work_number',
  'job_title',
  'city',
  'country',
]

/** The columns, in their order; their names are a contract, see docs/operations.md. */
export const COLUMNS: { readonly [what in ExportPageAsk['what']]: readonly string[] } = {
  people: [
    'id',
    'email',
    'user_id',
    ...OWN_FIELDS,
    'companies',
    'tags',
    'source',
    'state',
    'waiting',
    'flags',
    'contact_id',
    'lead_id',
    'consent_analytics',
    'consent_marketing',
    'consent_at',
    'visits',
    'last_seen_at',
    'keys',
    'fields',
  ],
  deliveries: [
    'id',
    'at',
    'who',
    'outcome',
    'purpose',
    'method',
    'path',
    'status',
    'took_ms',
    'problems',
    'messages',
    'sent',
    'answer',
  ],
}
