import type { TrackEvent } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { toReference } from '../coercion/reference.ts'
import { stripProtectedFields } from '../mapping/allowed.ts'
import type { Word } from '../word.ts'
import type { Done } from './interpretContext.ts'

/** RudderStack's `lifecycle_stage`: the properties hold the stage's id, or else its name. */
export function lifecycleStage(event: TrackEvent, word: Word): Done {
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
      withheld: [],
    }
  }
  const fields = { lifecycle_stage_id: stage }
  const allowed = stripProtectedFields('contact', { fields, custom: {} }, word)
  return {
    changes:
      allowed.withheld.length > 0
        ? []
        : [{ object: 'contact', fields, custom: {}, isForward: true }],
    problems: [],
    withheld: allowed.withheld,
  }
}
