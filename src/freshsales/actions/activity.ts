import type { JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import type { Fields } from '../change.ts'
import { faultOfTemplate } from './fields.ts'

export interface ActivityAction {
  type: 'activity'
  fields: Fields
  minutes: number
}

/** What an operator writes → Freshsales' field. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ['type', 'sales_activity_type_id'],
  ['title', 'title'],
  ['notes', 'notes'],
  ['outcome', 'sales_activity_outcome_id'],
  ['owner', 'owner_id'],
  ['location', 'location'],
])

/** `"Demo"` is the type; `{"type": "Demo", "title": "…", "notes": "…", "outcome": "…", "owner": "ann@acme.com", "minutes": 30}` says more. */
export function parseActivityAction(given: unknown): Result<ActivityAction> {
  const { minutes = 0, ...rest }: JsonObject =
    typeof given === 'string' ? { type: given } : isObject(given) ? given : {}
  const fields: Fields = {}
  for (const [key, value] of Object.entries(rest)) {
    const field = KEYS.get(key)
    if (field === undefined)
      return fail(`${key}: is not known; use ${[...KEYS.keys(), 'minutes'].join(', ')}`)
    if ((typeof value !== 'string' || value.trim() === '') && typeof value !== 'number')
      return fail(`${key}: must be a text or an id`)
    const fault = faultOfTemplate(value)
    if (fault !== undefined) return fail(`${key}: ${fault}`)
    fields[field] = value
  }
  if (fields['sales_activity_type_id'] === undefined)
    return fail('type: is missing: name a sales activity type of your account')
  if (typeof minutes !== 'number' || !(minutes >= 0))
    return fail('minutes: must be a number, 0 or more')
  return succeed({ type: 'activity', fields, minutes })
}
