import type { Event, Traits } from '../protocol/event.ts'
import type { Middleware } from './api.ts'
import { decision, isAboutPerson, permits } from './consent.ts'
import { contextOf } from './context.ts'
import { sendSoon } from './delivery.ts'
import { changePerson, currentPerson, forgetPerson } from './identity.ts'
import { addTo } from './lib/addTo.ts'
import { createId } from './lib/createId.ts'
import { guarded } from './lib/guarded.ts'
import { emit } from './listeners.ts'
import { type Moment, pageOf } from './moment.ts'
import { type Call, normalize } from './normalize.ts'
import { conclude, type Item, type Outcome } from './outcome.ts'
import { add } from './queue.ts'
import { problem } from './settings.ts'

/** Events kept in memory while the visitor decides; then the oldest goes. */
const MOST_HELD = 100

const middlewares = new Set<Middleware>()
const held: Item[] = []

export const use = (middleware: Middleware): (() => void) => addTo(middlewares, middleware)

/** From a call to an event on its way: completed, seen by the middleware, let through by consent. */
export const record = (
  moment: Moment,
  type: Event['type'],
  ...given: unknown[]
): Promise<Outcome> =>
  new Promise((resolve) => {
    const { _callback, ...call } = normalize(type, given)
    const item = {
      _settle(outcome) {
        resolve(outcome)
        guarded(_callback, outcome)
      },
    } as Item
    try {
      refuseNonsense(type, call)
      if (isAboutPerson(type)) remember(type, call)
      item._event = throughMiddleware(complete(type, call, moment))
      emit(type, item._event)
      pass(item)
    } catch (error) {
      conclude(item, 'dropped', `${error}`)
    }
  })

type Content = Omit<Call, '_callback'>

function refuseNonsense(type: Event['type'], { _fields }: Content): void {
  const trouble = problem()
  if (trouble) throw trouble
  if ((type === 'track' && !_fields['event']) || (type === 'alias' && !_fields['userId']))
    throw `${type} needs a text`
}

function remember(type: Event['type'], { _fields }: Content): void {
  const { userId, groupId, traits } = _fields as {
    userId?: string
    groupId?: string
    traits?: Traits
  }
  // Another id is another person: what was known of the first must not rub off on them.
  if (type === 'identify' && userId && userId !== (currentPerson().userId || userId)) forgetPerson()
  const known = currentPerson()
  changePerson({
    userId: userId ?? known.userId,
    groupId: groupId ?? known.groupId,
    traits: type === 'identify' ? { ...known.traits, ...traits } : known.traits,
  })
}

function complete(type: Event['type'], { _fields, _options }: Content, moment: Moment): Event {
  const { timestamp = moment.time, context, ...chosen } = _options
  const { anonymousId, userId } = currentPerson()
  const page = pageOf(moment)
  // A copy, so that neither a middleware nor later changes by the page reach each other's objects.
  return JSON.parse(
    JSON.stringify({
      messageId: createId(),
      timestamp: new Date(timestamp),
      anonymousId,
      userId: userId || undefined,
      ...(type === 'alias' && { previousId: anonymousId }),
      ...chosen,
      ..._fields,
      ...(type === 'page' && { properties: { ...page, ...(_fields['properties'] as object) } }),
      type,
      context: { ...contextOf(page), ...context },
    }),
  )
}

function throughMiddleware(event: Event): Event {
  for (const middleware of middlewares) {
    const seen = middleware(event)
    if (seen === null) throw 'a middleware dropped it'
    event = seen || event
  }
  return event
}

function pass(item: Item): void {
  const { _event: event } = item
  const permission = isPrerendering() ? undefined : permits(event.type)
  if (permission) {
    if (decision) event.context = { ...event.context, consent: decision }
    item._text = JSON.stringify(event)
    add(item)
    sendSoon()
  } else if (permission === false) conclude(item, 'dropped', 'no consent')
  else {
    held.push(item)
    conclude(item, 'queued', 'waits for consent')
    if (held[MOST_HELD]) held.shift()
  }
}

/** Lets go what was held, as far as it may go now. */
export const release = (): void => held.splice(0).forEach(pass)

/** A page the browser renders ahead may never be seen. */
const isPrerendering = (): boolean | undefined =>
  (document as Document & { prerendering?: boolean }).prerendering
