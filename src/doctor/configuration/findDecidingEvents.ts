import type { Config } from '../../edge/settings/config.ts'
import type { Action } from '../../freshsales/actions.ts'
import type { AsWritten } from './asWritten.ts'

/** Fields, by the names that they are mapped to, that decide about a lead, its money or its links. */
const DECIDING = {
  contact: new Set([
    'owner_id',
    'territory_id',
    'lifecycle_stage_id',
    'contact_status_id',
    'external_id',
  ]),
  deal: new Set(['owner_id', 'territory_id', 'deal_stage_id', 'deal_pipeline_id', 'probability']),
} as const satisfies { [type in Action['type']]?: ReadonlySet<string> }

/** Events with an action that must not follow from what anybody may say. Pure. */
export function findDecidingEvents(
  config: Config,
  written: AsWritten,
): { title: string; fields: string[] }[] {
  const mayTrack = [...config.sources.values()].some(
    ({ trusted, signed, events }) => !trusted && !signed && events.has('track'),
  )
  if (!mayTrack) return []
  return [...config.actions].flatMap(([event, actions]) => {
    const spot = { variable: 'EVENTS', event } as const
    const fields = actions.flatMap((action) => {
      const object = action.type === 'deal' ? 'deal' : 'contact'
      return decidingFields(action).map((field) => written.field({ ...spot, object }, field))
    })
    return fields.length === 0 ? [] : [{ title: written.title(spot), fields: [...new Set(fields)] }]
  })
}

function decidingFields(action: Action): string[] {
  if (action.type === 'lifecycle_stage') return ['lifecycle_stage_id']
  if (action.type !== 'contact' && action.type !== 'deal') return []
  const deciding: ReadonlySet<string> = DECIDING[action.type]
  const { amount } = action.fields
  return [
    ...Object.keys(action.fields).filter((field) => deciding.has(field)),
    ...(String(amount).includes('{') ? ['amount'] : []),
  ]
}
