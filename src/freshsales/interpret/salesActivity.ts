import type { TrackEvent } from '../../protocol/event.ts'
import type { ActivityChange, Problem } from '../change.ts'
import { toReference } from '../coercion/reference.ts'
import { ACTIVITY, REQUIRED_OF_ACTIVITY } from '../mapping/activity.ts'
import { stripProtectedFields, withhold } from '../mapping/allowed.ts'
import { looseName } from '../mapping/looseName.ts'
import { readTable } from '../mapping/read.ts'
import { indexTable } from '../mapping/tableIndex.ts'
import { plainTexts } from '../timeline/plain.ts'
import type { Done, Occasion } from './interpretContext.ts'
import { externalIds } from './people.ts'

const INDEX = indexTable(ACTIVITY)

type TargetType = NonNullable<ActivityChange['target']>['type']

const TARGET_TYPES: ReadonlyMap<string, TargetType> = new Map([
  ['contact', 'Contact'],
  ['salesaccount', 'SalesAccount'],
  ['account', 'SalesAccount'],
  ['deal', 'Deal'],
])

/**
 * RudderStack's `sales_activity`: the properties describe the activity, `context.externalId` says whose
 * it is. Only a server may say that it is another record's than the person's, or a colleague's.
 */
export function salesActivity({ event, key, word }: Occasion): Done {
  const { fields, problems } = readTable(INDEX, { traits: [], event })
  const absent = REQUIRED_OF_ACTIVITY.filter((field) => fields[field] === undefined)
  if (absent.length > 0) return nothing([...problems, ...absent.map(isMissing)])
  const allowed = stripProtectedFields('activity', { fields, custom: {} }, word)
  const activity = { object: 'activity', key, fields: plainTexts(allowed.fields, word) } as const
  const { type, id } = targetOf(event)
  if (word.provenance !== 'server' && (id !== undefined || type !== 'Contact')) {
    const withheld = [...allowed.withheld, withhold('activity', 'target', `${type} ${id ?? ''}`)]
    return { changes: type === 'Contact' ? [activity] : [], problems, withheld }
  }
  if (id !== undefined)
    return {
      changes: [{ ...activity, target: { type, id } }],
      problems,
      withheld: allowed.withheld,
    }
  if (type === 'Contact') return { changes: [activity], problems, withheld: allowed.withheld }
  return nothing([...problems, isMissing('targetable_id')])
}

function nothing(problems: Problem[]): Done {
  return { changes: [], problems, withheld: [] }
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
