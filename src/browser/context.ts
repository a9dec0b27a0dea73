import type { Campaign, Consent, Context, PageContext } from '../protocol/event.ts'
import type { Person } from './identity.ts'
import { VERSION } from './version.ts'

interface Surroundings {
  page: PageContext
  person: Person
  campaign: Campaign | undefined
  consent: Consent | undefined
}

/** Asked once: it costs milliseconds on a slow phone. */
let timezone: string | undefined

/** The surroundings that every event carries. */
export function contextOf({ page, person, campaign, consent }: Surroundings): Context {
  const { first, last, groupId } = person
  timezone ??= Intl.DateTimeFormat().resolvedOptions().timeZone
  return {
    library: { name: 'freshsales-edge', version: VERSION },
    page,
    locale: navigator.language,
    timezone,
    attribution: { ...(first && { first }), ...(last && { last }) },
    ...(campaign && { campaign }),
    ...(consent && { consent }),
    ...(groupId && { groupId }),
  }
}
