import type { Config } from '../../edge/config.ts'
import type { Action } from '../../freshsales/actions.ts'

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
export function findDecidingEvents(config: Config): { event: string; fields: string[] }[] {
  const mayTrack = [...config.sources.values()].some(
    ({ trusted, signed, events }) => !trusted && !signed && events.has('track'),
  )
  if (!mayTrack) return []
  return [...config.actions].flatMap(([event, actions]) => {
    const fields = [...new Set(actions.flatMap(decidingFields))]
    return fields.length === 0 ? [] : [{ event, fields }]
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
