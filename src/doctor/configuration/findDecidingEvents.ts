import type { Config } from '../../edge/settings/config.ts'
import type { Action } from '../../freshsales/actions.ts'
import { isProtected } from '../../freshsales/mapping/protected.ts'
import type { AsWritten } from './asWritten.ts'

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

/** What the action does on a server's word only, and so not for a page. */
function decidingFields(action: Action): string[] {
  if (action.fromPage) return []
  if (action.type === 'lifecycle_stage') return ['lifecycle_stage_id']
  if (action.type !== 'contact' && action.type !== 'deal') return []
  const object = action.type
  return Object.keys(action.fields).filter((field) => isProtected(object, field, 'page'))
}
