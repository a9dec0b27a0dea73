import type { Fields, Problem } from '../../../freshsales/change.ts'
import type { Timeline } from '../../../freshsales/settings.ts'
import type { PersonCore } from '../person/personCore.ts'
import { tellVisit } from './tellVisit.ts'
import { VISIT_IDLE_MS, type VisitState } from './visitSeen.ts'

/**
 * Has sales people read in the visit's entry what the person said and no field of the account takes:
 * a contact form's message above all. Without a visit only words make an entry of their own.
 */
export function tellLost(
  person: PersonCore & { visits: VisitState[] },
  problems: readonly Problem[],
  timeline: Timeline,
): void {
  const at = person.lastSeenAt
  const latest = person.visits.at(-1)
  const isVisiting = latest !== undefined && at < latest.lastSeenAt + VISIT_IDLE_MS
  const said: Fields = {}
  for (const { field, value } of problems)
    if (value !== undefined && !OF_MACHINES.test(field) && (isVisiting || isProse(field, value)))
      said[field] = value
  tellVisit(person, { said }, { at, timeline })
}

/** Nobody said these. */
const OF_MACHINES =
  /^(?:external_id|emails?|time_zone|created_at|sales_accounts)$|^(?:first|last|latest)_/

const PROSE_FIELD =
  /message|comment|note|question|inquiry|enquiry|feedback|details|description|request|website/i

/** Shorter texts are choices and names. */
const PROSE_CHARACTERS = 20

function isProse(field: string, value: unknown): boolean {
  if (typeof value !== 'string') return false
  return PROSE_FIELD.test(field) || (value.length >= PROSE_CHARACTERS && /\s\S+\s/.test(value))
}
