import type { Event } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { looseName } from '../mapping/looseName.ts'

/** The names under which Segment, RudderStack and this product are switched on and off. */
const OWN_NAMES: ReadonlySet<string> = new Set(
  ['Freshsales', 'Freshsales Suite - CRM', 'Freshsales Suite', 'freshsales-edge'].map(looseName),
)

/** Whether the sender wants this event in Freshsales. `All` counts only where Freshsales has no word of its own. */
export function isMeantForFreshsales(event: Event): boolean {
  const { integrations } = event
  if (!isObject(integrations)) return true
  for (const [name, choice] of Object.entries(integrations)) {
    if (OWN_NAMES.has(looseName(name))) return choice !== false
  }
  return integrations['All'] !== false && integrations['all'] !== false
}
