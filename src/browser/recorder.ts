import type { Event, EventType, GroupEvent } from '../protocol/event.ts'
import { MAX_EVENT_BYTES } from '../protocol/limits.ts'
import { decision, isAboutPerson, permits } from './consent.ts'
import { contextOf } from './context.ts'
import { sendSoon } from './delivery.ts'
import { changePerson, forgetPerson, person } from './identity.ts'
import { createId } from './lib/createId.ts'
import { emit, guarded, listeners } from './listeners.ts'
import { type Moment, pageOf, thisMoment } from './moment.ts'
import { type Call, normalize } from './normalize.ts'
import { conclude, type Outcome, settlers } from './outcome.ts'
import { queue } from './queue.ts'

/** Under this name middlewares listen. */
export const MIDDLEWARE = 'use'

/** From a call to an event on its way: completed, seen by the middleware, let through by consent. */
export const record = (
  type: EventType,
  given: unknown[] = [],
  moment = thisMoment(),
): Promise<Outcome> =>
  new Promise((resolve) => {
    const call = normalize(type, given)
    const [{ userId }, , callback] = call
    const settle = (outcome: Outcome): void => {
      resolve(outcome)
      guarded(callback, outcome)
    }
    let event: Event | undefined
    try {
      // Another id is another person: what was known of the first must not rub off on them.
      if (type === 'identify' && userId && userId !== (person.userId ?? userId)) forgetPerson()
      event = complete(type, call, moment)
      for (const [name, middleware] of listeners) {
        const seen = (name === MIDDLEWARE && middleware(event as never)) as Event | null
        if (seen === null) throw 'a middleware dropped it'
        if (seen?.type) event = seen
      }
      if (permits(type, event.context) === false) throw 'no consent'
      emit(type, event)
      // Another copy: whoever has seen the event has no say any more.
      const text = JSON.stringify(event)
      if (text[MAX_EVENT_BYTES]) throw 'larger than 32 KB'
      event = JSON.parse(text) as Event
      if (isAboutPerson(type)) remember(event)
      settlers.set(event, settle)
      queue.push(event)
      sendSoon()
    } catch (error) {
      conclude(event as Event, 'dropped', `${error}`, settle)
    }
  })

const remember = (event: Event): void => {
  const { userId = person.userId, groupId = person.groupId, traits } = event as GroupEvent
  changePerson({
    userId,
    groupId,
    traits: event.type === 'identify' ? { ...person.traits, ...traits } : person.traits,
  })
}

const complete = (type: EventType, [fields, options]: Call, moment: Moment): Event => {
  const { timestamp = moment.time, context, ...chosen } = options
  const { anonymousId, userId } = person
  const page = pageOf(moment)
  // A copy, so that neither a middleware nor later changes by the page reach each other's objects.
  return JSON.parse(
    JSON.stringify({
      messageId: createId(),
      timestamp: new Date(timestamp),
      anonymousId,
      userId,
      previousId: type === 'alias' ? anonymousId : undefined,
      ...chosen,
      ...fields,
      ...(type === 'page' && { properties: { ...page, ...(fields['properties'] as object) } }),
      type,
      context: { ...contextOf(page, isAboutPerson(type)), consent: decision, ...context },
    }),
  )
}
