import { MAX_EVENT_BYTES } from '../../protocol/batch.ts'
import type { Event, EventType } from '../../protocol/event.ts'
import {
  complete,
  createId,
  isAboutPerson,
  isKnown,
  meet,
  normalize,
  permits,
  person,
  settings,
  thisMoment,
} from '../core.ts'
import { clean } from '../lib/clean.ts'
import { guarded } from '../lib/guarded.ts'
import { stringify } from '../lib/parse.ts'
import type { Outcome } from '../record/outcome.ts'
import { forgetPerson, remember } from './changePerson.ts'
import { sendSoon } from './flush.ts'
import { emit, listeners } from './listeners.ts'
import { conclude, handOver, type Item, queue } from './queue.ts'

/** Under this name middlewares listen. */
export const MIDDLEWARE = 'use'

/** Below this the longest texts of an event are not cut any further. */
const SHORTEST_CUT = 99

/** From a call to an event on its way: completed, seen by the middleware, let through by consent. */
export const record = (
  type: EventType,
  given: unknown[] = [],
  moment = thisMoment(),
  messageId = createId(moment.time),
): Promise<Outcome> =>
  new Promise((resolve) => {
    const call = normalize(type, given)
    const [{ userId }, , callback] = call
    const _settle = (outcome: Outcome): void => {
      resolve(outcome)
      guarded(callback, outcome)
    }
    let event: Event | undefined
    try {
      if (isAboutPerson(type) || isKnown() || listeners.size || settings.anonymous === 'send')
        meet()
      // Another id is another person: what was known of the first must not rub off on them.
      if (type === 'identify' && userId && userId !== (person.userId ?? userId)) forgetPerson()
      event = clean(complete(type, call, moment, messageId))
      const made = stringify(event)
      for (const [name, middleware] of listeners) {
        const seen = (name === MIDDLEWARE && middleware(event as never)) as Event | null
        if (seen === null) throw 'a middleware dropped it'
        if (seen?.type) event = seen
      }
      if (permits(type, event.context) === false) throw 'no consent'
      emit(type, event)
      // Another copy: whoever has seen the event has no say any more.
      const text = cutToFit(listeners.size ? stringify(clean(event)) : made)
      event = JSON.parse(text) as Event
      remember(event)
      const item: Item = {
        _event: event,
        _settle,
        _call: text === made ? call : undefined,
        _moment: moment,
      }
      queue.push(item)
      // Whoever is forgotten in the same tick was known when it happened.
      if (isKnown() && permits(type, event.context)) handOver([item])
      sendSoon()
    } catch (error) {
      conclude({ _event: event as Event, _settle }, 'dropped', `${error}`)
    }
  })

const isTooLarge = (text: string): boolean => !!new TextEncoder().encode(text)[MAX_EVENT_BYTES]

/** Cuts the longest texts until the edge takes the event: one long value costs itself. */
const cutToFit = (text: string): string => {
  let fitting = text
  for (let longest = MAX_EVENT_BYTES / 2; isTooLarge(fitting); longest /= 2) {
    if (longest < SHORTEST_CUT) throw 'larger than 32 KB'
    fitting = stringify(clean(JSON.parse(text), longest))
  }
  return fitting
}
