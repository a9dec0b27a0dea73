// Pure: what an event touches in, how much it may claim while others wait out.
import { actionsFor } from '../../freshsales/actions.ts'
import type { InterpretSettings } from '../../freshsales/settings.ts'
import type { Provenance } from '../../freshsales/word.ts'
import type { Validated } from './validate.ts'

/**
 * Who has to wait for whom when there is not room for all: `believed`, a server or a signature vouches
 * for it; `known`, a page names somebody or something of the CRM; `stranger`, a browser that has not
 * introduced itself.
 */
export type Standing = 'believed' | 'known' | 'stranger'

export function standingOf(
  { draft, people }: Validated,
  {
    provenance,
    settings,
  }: { provenance: Provenance; settings: Pick<InterpretSettings, 'actions'> },
): Standing {
  if (provenance !== 'page') return 'believed'
  if (people.emails.length > 0 || people.userId !== undefined) return 'known'
  const namesRecord =
    draft.type === 'group' ||
    (draft.type === 'track' && actionsFor(draft.event, settings).length > 0)
  return namesRecord ? 'known' : 'stranger'
}
