import type { PageContext } from '../../protocol/event.ts'
import { VERSION } from '../version.ts'
import { campaign } from '../visitor/arrival.ts'
import { person } from '../visitor/person.ts'

/** Costs tens of milliseconds on a slow phone, so only events that make the record in the CRM have it. */
const timezone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The surroundings that every event carries; what is undefined falls away when it is written. */
export const contextOf = (page: PageContext, isAboutPerson: boolean): object => {
  const { first, last, groupId } = person
  return {
    library: { name: 'freshsales-edge', version: VERSION },
    page,
    locale: navigator.language,
    // A robot that admits it; the edge may hold its sign-ups back.
    webdriver: navigator.webdriver,
    timezone: isAboutPerson ? timezone() : undefined,
    campaign,
    attribution: { first, last },
    groupId,
  }
}
