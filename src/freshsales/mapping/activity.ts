import type { Row } from './row.ts'

const UNCONVERTED = 'a name must match to the letter, an id stays a text'

/** A sales activity, as RudderStack's `sales_activity` event describes it. */
// biome-ignore format: a table reads best with one row a line
export const ACTIVITY = [
  { field: 'title', from: ['properties.title'], as: 'text', example: 'Demo' },
  { field: 'sales_activity_type_id', from: ['properties.salesActivityTypeId', 'properties.salesActivityName'], as: 'reference', list: 'sales_activity_types', example: 'Demo call', lostByRudderStack: UNCONVERTED },
  { field: 'sales_activity_outcome_id', from: ['properties.salesActivityOutcomeId'], also: ['properties.salesActivityOutcomeName'], as: 'reference', list: 'sales_activity_outcomes', example: 'Interested' },
  { field: 'start_date', from: ['properties.startDate'], as: 'moment', example: '2026-01-05T10:00:00Z' },
  { field: 'end_date', from: ['properties.endDate'], as: 'moment', example: '2026-01-05T10:30:00Z' },
  { field: 'notes', from: ['properties.notes'], as: 'text', example: 'plan: pro' },
  { field: 'owner_id', from: ['properties.ownerId'], also: ['properties.owner'], as: 'reference', list: 'owners', protected: 'always', example: 'ann@acme.com' },
  { field: 'creater_id', from: ['properties.createrId'], as: 'reference', list: 'owners', protected: 'always', example: 70000000401 },
  { field: 'location', from: ['properties.location'], as: 'text', example: 'Pune' },
  { field: 'latitude', from: ['latitude', 'context.address.latitude', 'context.location.latitude'], as: 'text', example: '18.52' },
  { field: 'longitude', from: ['longitude', 'context.address.longitude', 'context.location.longitude'], as: 'text', example: '73.86' },
  { field: 'checkedin_at', from: ['properties.checkedinAt'], as: 'moment', example: '2026-01-05T10:00:00Z' },
] as const satisfies readonly Row[]

/** Without these Freshsales makes no activity. */
export const REQUIRED_OF_ACTIVITY = [
  'title',
  'sales_activity_type_id',
  'start_date',
  'end_date',
] as const
