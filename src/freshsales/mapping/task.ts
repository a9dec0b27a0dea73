import type { Row } from './row.ts'

/** A task for a sales rep: an action of `EVENTS`. RudderStack makes none. */
// biome-ignore format: a table reads best with one row a line
export const TASK = [
  { field: 'title', from: [], as: 'text', example: 'Call ann@acme.com' },
  { field: 'description', from: [], also: ['traits.notes'], as: 'text', example: 'Asked for a quote' },
  { field: 'due_date', from: [], also: ['traits.due'], as: 'moment', example: '2026-01-06T10:00:00Z' },
  { field: 'owner_id', from: [], also: ['traits.owner'], as: 'reference', list: 'owners', example: 'ann@acme.com' },
] as const satisfies readonly Row[]
