import type { Event } from '../protocol/event.ts'
import type { Interpretation } from './change.ts'
import { interpretGroup } from './event/group.ts'
import { interpretIdentify } from './event/identify.ts'
import { isMeantForFreshsales } from './event/integrations.ts'
import { interpretPage } from './event/page.ts'
import { interpretTrack } from './event/track.ts'
import type { InterpretSettings } from './settings.ts'

/** What one event means for the CRM. Pure: no clock, no account, no network. */
export function interpret(event: Event, settings: InterpretSettings): Interpretation {
  if (!isMeantForFreshsales(event)) return { changes: [], problems: [] }
  switch (event.type) {
    case 'identify':
      return interpretIdentify(event, settings)
    case 'group':
      return interpretGroup(event, settings)
    case 'track':
      return interpretTrack(event, settings)
    case 'page':
    case 'screen':
      return interpretPage(event, settings)
    case 'alias':
      // Joins two ids of one person; there is nothing of it to write into the CRM.
      return { changes: [], problems: [] }
  }
}
