import type { PageContext } from '../protocol/event.ts'
import { campaign } from './arrival.ts'
import { currentPerson } from './identity.ts'
import { VERSION } from './version.ts'

/** Asked for once: it costs milliseconds on a slow phone. */
let timezone: string | undefined

/** The surroundings that every event carries; what is undefined falls away when it is written. */
export function contextOf(page: PageContext): object {
  const { first, last, groupId } = currentPerson()
  timezone ??= Intl.DateTimeFormat().resolvedOptions().timeZone
  return {
    library: { name: 'freshsales-edge', version: VERSION },
    page,
    locale: navigator.language,
    timezone,
    campaign,
    attribution: { first, last },
    groupId,
  }
}
