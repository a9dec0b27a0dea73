import type { TrackEvent } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { toReference } from '../coercion/reference.ts'
import type { Done } from './carryOut.ts'

/** RudderStack's `lifecycle_stage`: the properties hold the stage's id, or else its name. */
export function lifecycleStage(event: TrackEvent): Done {
  const properties = isObject(event.properties) ? event.properties : {}
  const stage =
    toReference(properties['lifecycleStageId'] ?? null) ??
    toReference(properties['lifecycleStageName'] ?? null)
  if (stage === undefined) {
    return {
      changes: [],
      problems: [
        {
          field: 'lifecycle_stage_id',
          reason: 'is missing: set properties.lifecycleStageName or lifecycleStageId',
        },
      ],
    }
  }
  return {
    changes: [{ object: 'contact', fields: { lifecycle_stage_id: stage }, custom: {} }],
    problems: [],
  }
}
