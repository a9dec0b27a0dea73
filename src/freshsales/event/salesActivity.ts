import type { TrackEvent } from '../../protocol/event.ts'
import type { ActivityChange, Problem } from '../change.ts'
import { toReference } from '../coercion/reference.ts'
import { ACTIVITY, REQUIRED_OF_ACTIVITY } from '../mapping/activity.ts'
import { looseName } from '../mapping/looseName.ts'
import { readTable } from '../mapping/read.ts'
import { indexTable } from '../mapping/tableIndex.ts'
import type { Done, Occasion } from './carryOut.ts'
import { externalIds } from './ownEmail.ts'

const INDEX = indexTable(ACTIVITY)

type TargetType = NonNullable<ActivityChange['target']>['type']

const TARGET_TYPES: ReadonlyMap<string, TargetType> = new Map([
  ['contact', 'Contact'],
  ['salesaccount', 'SalesAccount'],
  ['account', 'SalesAccount'],
  ['deal', 'Deal'],
])

/** RudderStack's `sales_activity`: the properties describe the activity, `context.externalId` says whose it is. */
export function salesActivity({ event, key }: Occasion): Done {
  const { fields, problems } = readTable(INDEX, { traits: [], event })
  const absent = REQUIRED_OF_ACTIVITY.filter((field) => fields[field] === undefined)
  if (absent.length > 0) return { changes: [], problems: [...problems, ...absent.map(isMissing)] }
  const { type, id } = targetOf(event)
  if (id !== undefined)
    return { changes: [{ object: 'activity', key, fields, target: { type, id } }], problems }
  if (type === 'Contact') return { changes: [{ object: 'activity', key, fields }], problems }
  return { changes: [], problems: [...problems, isMissing('targetable_id')] }
}

/** One object or a list; without a known type it is the person of the event. */
function targetOf(event: TrackEvent): { type: TargetType; id?: number } {
  for (const entry of externalIds(event)) {
    const type =
      typeof entry['type'] === 'string' ? TARGET_TYPES.get(looseName(entry['type'])) : undefined
    if (type === undefined) continue
    const id = toReference((entry['id'] ?? null) as string | number | null)
    return typeof id === 'number' ? { type, id } : { type }
  }
  return { type: 'Contact' }
}

const SOURCES: { readonly [field: string]: string } = {
  title: 'properties.title',
  sales_activity_type_id: 'properties.salesActivityName or properties.salesActivityTypeId',
  start_date: 'properties.startDate',
  end_date: 'properties.endDate',
  targetable_id: 'context.externalId.id',
}

function isMissing(field: string): Problem {
  return { field, reason: `is missing: no activity was made; set ${SOURCES[field]}` }
}
