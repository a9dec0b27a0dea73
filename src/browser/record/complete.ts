import type { Event, EventType, PageContext } from '../../protocol/event.ts'
import type { CallOptions } from '../api.ts'
import { attempt } from '../lib/attempt.ts'
import { VERSION } from '../version.ts'
import { campaign } from '../visitor/arrival.ts'
import { decision, isAboutPerson } from '../visitor/consent.ts'
import { person } from '../visitor/person.ts'
import { type Moment, pageOf } from './moment.ts'
import type { Call } from './normalize.ts'

/** Costs tens of milliseconds on a slow phone, so only events that make the record in the CRM have it. */
const timezone = (): string | undefined =>
  attempt(() => Intl.DateTimeFormat().resolvedOptions().timeZone)

/** The surroundings that every event carries. */
const contextOf = (page: PageContext, isOfPerson: boolean): object => {
  const { first, last, groupId } = person
  return {
    library: { name: 'freshsales-edge', version: VERSION },
    page,
    locale: navigator.language,
    // A robot that admits it; the edge may hold its sign-ups back.
    webdriver: navigator.webdriver,
    timezone: isOfPerson ? timezone() : undefined,
    campaign,
    attribution: { first, last },
    groupId,
    consent: decision,
  }
}

/** An event from what a call said, and from what is known of the page and the person. */
export const complete = (
  type: EventType,
  [fields, options]: Call,
  moment: Moment,
  messageId: string,
): Event => {
  const { timestamp, context, type: _, ...chosen } = options as CallOptions & Partial<Event>
  const { anonymousId, userId } = person
  const page = pageOf(moment)
  return {
    type,
    messageId,
    timestamp:
      attempt(() => new Date(timestamp ?? moment.time).toISOString()) ??
      new Date(moment.time).toISOString(),
    anonymousId,
    userId,
    previousId: type === 'alias' ? anonymousId : undefined,
    context: { ...contextOf(page, isAboutPerson(type)), ...context },
    ...chosen,
    ...fields,
    ...(type === 'page' && { properties: { ...page, ...(fields['properties'] as object) } }),
  } as unknown as Event
}
