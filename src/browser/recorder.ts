import type { Event, Traits } from '../protocol/event.ts'
import { decision, isAboutPerson, permits } from './consent.ts'
import { contextOf } from './context.ts'
import { sendSoon } from './delivery.ts'
import { changePerson, forgetPerson, person } from './identity.ts'
import { createId } from './lib/createId.ts'
import { emit, guarded, listenersOf } from './listeners.ts'
import { type Moment, pageOf } from './moment.ts'
import { type Call, normalize } from './normalize.ts'
import { conclude, type Item, type Outcome } from './outcome.ts'
import { add, serialize } from './queue.ts'
import { isUsable } from './settings.ts'

/** Under this name middlewares listen. */
export const MIDDLEWARE = 'use'

/** From a call to an event on its way: completed, seen by the middleware, let through by consent. */
export const record = (
  moment: Moment,
  type: Event['type'],
  ...given: unknown[]
): Promise<Outcome> =>
  new Promise((resolve) => {
    const call = normalize(type, given)
    const item = {
      _settle(outcome) {
        resolve(outcome)
        guarded(call._callback, outcome)
      },
    } as Item
    try {
      if (!isUsable()) throw 'not set up'
      if (isAboutPerson(type)) remember(type, call)
      item._event = throughMiddleware(complete(type, call, moment))
      if (permits(type) === false) throw 'no consent'
      item._text = serialize(item._event)
      emit(type, item._event)
      add(item)
      sendSoon()
    } catch (error) {
      conclude(item, 'dropped', `${error}`)
    }
  })

function remember(type: Event['type'], { _fields }: Call): void {
  const { userId, groupId, traits } = _fields as {
    userId?: string
    groupId?: string
    traits?: Traits
  }
  // Another id is another person: what was known of the first must not rub off on them.
  if (type === 'identify' && userId && userId !== (person.userId || userId)) forgetPerson()
  changePerson({
    userId: userId ?? person.userId,
    groupId: groupId ?? person.groupId,
    traits: type === 'identify' ? { ...person.traits, ...traits } : person.traits,
  })
}

function complete(type: Event['type'], { _fields, _options }: Call, moment: Moment): Event {
  const { timestamp = moment.time, context, ...chosen } = _options
  const { anonymousId, userId } = person
  const page = pageOf(moment)
  // A copy, so that neither a middleware nor later changes by the page reach each other's objects.
  const event = JSON.parse(
    JSON.stringify({
      messageId: createId(),
      timestamp: new Date(timestamp),
      anonymousId,
      userId: userId || undefined,
      previousId: type === 'alias' ? anonymousId : undefined,
      ...chosen,
      ..._fields,
      ...(type === 'page' && { properties: { ...page, ...(_fields['properties'] as object) } }),
      type,
      context: { ...contextOf(page, isAboutPerson(type)), consent: decision, ...context },
    }),
  )
  if (type === 'track' && !event.event) throw 'track needs a name'
  return event
}

function throughMiddleware(event: Event): Event {
  for (const middleware of listenersOf(MIDDLEWARE)) {
    const seen = middleware(event as never)
    if (seen === null) throw 'a middleware dropped it'
    event = (seen as Event) || event
  }
  return event
}
