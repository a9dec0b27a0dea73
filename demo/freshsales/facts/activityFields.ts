import type { Field } from './field.ts'
import { listIds, texts } from './field.ts'

/** What a sales activity may carry, its target aside. */
export const ACTIVITY_FIELDS: readonly Field[] = [
  ...texts({ title: 'Title' }),
  { name: 'notes', label: 'Notes', holds: 'text', type: 'textarea', maxLength: 65_535 },
  ...listIds({
    sales_activity_type_id: ['Sales activity type', 'sales_activity_types'],
    sales_activity_outcome_id: ['Sales activity outcome', 'sales_activity_outcomes'],
    owner_id: ['Sales owner', 'owners'],
  }),
  ...texts({ location: 'Location', latitude: 'Latitude', longitude: 'Longitude' }),
  { name: 'status', label: 'Status', holds: 'flag' },
]

/** Times are kept to the second. */
export const ACTIVITY_TIMES = {
  start_date: 'Start date',
  end_date: 'End date',
  completed_date: 'Completed date',
  checkedin_at: 'Checked in at',
} as const
