import type { Json } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Answer } from './call.ts'
import { toId } from './readId.ts'

/** A sales activity as the timeline of a contact tells it. */
export interface TimelineActivity {
  /** Of the sales activity, not of the line in the timeline. */
  id: number
  title: string
  /** ISO 8601, as Freshsales writes it. */
  startDate?: string
  notes?: string
}

/**
 * The sales activities among a contact's timeline. A line holds the activity's own values in
 * `action_data` and its id as `actionable_id`; accounts that list the activities themselves are
 * read as well.
 */
export function readTimeline(answer: Answer | undefined): TimelineActivity[] {
  const lines = answer?.body['activities'] ?? answer?.body['sales_activities']
  return Array.isArray(lines) ? lines.flatMap(activityOf) : []
}

function activityOf(line: Json): TimelineActivity[] {
  if (!isObject(line)) return []
  const isLine = isObject(line['action_data'])
  if (isLine && !/^sales_?activity$/i.test(String(line['actionable_type'] ?? 'SalesActivity')))
    return []
  const data = isObject(line['action_data']) ? line['action_data'] : line
  const id = toId(isLine ? (line['actionable_id'] ?? data['id']) : line['id'])
  const title = data['title']
  if (id === undefined || typeof title !== 'string') return []
  const startDate = textOf(data['from_date'] ?? data['start_date'])
  const notes = textOf(data['description'] ?? data['notes'])
  return [
    {
      id,
      title,
      ...(startDate === undefined ? {} : { startDate }),
      ...(notes === undefined ? {} : { notes }),
    },
  ]
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Whether two times are the same to Freshsales, which keeps no milliseconds. */
export function isSameSecond(one: unknown, other: string): boolean {
  return Math.floor(Date.parse(String(one)) / 1_000) === Math.floor(Date.parse(other) / 1_000)
}
