import type { Event } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Interpretation } from '../change.ts'
import { looseName } from '../mapping/looseName.ts'
import type { InterpretSettings } from '../settings.ts'
import type { Word } from '../word.ts'
import { interpretGroup } from './group.ts'
import { interpretIdentify } from './identify.ts'
import { interpretPage } from './page.ts'
import { peopleOf } from './people.ts'
import { interpretTrack } from './track.ts'

/**
 * What one event means for the CRM, and whom and what it touches, said by somebody whose word counts
 * that far. Pure: no clock, no account, no network.
 */
export function interpret(event: Event, settings: InterpretSettings, word: Word): Interpretation {
  const { people, problems } = peopleOf(event, settings)
  const meaning: Interpretation = { people, changes: [], problems, withheld: [] }
  const context = { meaning, settings, word }
  if (!isMeantForFreshsales(event)) return forNobody(meaning)
  switch (event.type) {
    case 'identify':
      return interpretIdentify(event, context)
    case 'group':
      return interpretGroup(event, context)
    case 'track':
      return interpretTrack(event, context)
    case 'page':
    case 'screen':
      return interpretPage(event, context)
    case 'alias':
      // Joins two ids of one person; there is nothing of it to write into the CRM.
      return forNobody(meaning)
  }
}

/** Without the address: an event that changes nothing makes no contact either. */
function forNobody(meaning: Interpretation): Interpretation {
  const { email: _, ...people } = meaning.people
  return { ...meaning, people, problems: [] }
}

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
