import type { EventType } from '../../protocol/event.ts'
import type { Middleware } from '../api.ts'
import { analytics, isKnown, type Moment, PARAMETERS, recall } from '../core.ts'
import { clean } from '../lib/clean.ts'
import { guarded } from '../lib/guarded.ts'
import { onClick } from '../lib/onClick.ts'
import { changePerson, forgetPerson } from './changePerson.ts'
import { consent } from './consent.ts'
import { flushAll } from './flush.ts'
import { debug, listen } from './listeners.ts'
import { MIDDLEWARE, record } from './record.ts'
import { forgetHistory, release } from './release.ts'

type Methods = Record<string, ((...given: unknown[]) => unknown) | undefined>

/** What each call does that is no event. */
const CALLS = {
  on: listen,
  debug,
  consent,
  flush: flushAll,
  reset() {
    // What they did before they introduced themselves is on its way with that.
    if (isKnown()) release()
    forgetHistory()
    forgetPerson()
  },
  use: (middleware: Middleware) => listen(MIDDLEWARE, middleware),
  setAnonymousId: (anonymousId: string) =>
    anonymousId && changePerson({ anonymousId: clean(`${anonymousId}`) }),
  async ready(listener: () => void) {
    guarded(listener)
  },
  trackLink: (links: string | Element | Element[], ...given: unknown[]) =>
    onClick(links, (link) =>
      record(
        'track',
        given.map((part) => (typeof part === 'function' ? part(link) : part)),
      ),
    ),
} as unknown as Methods

const own = analytics as unknown as Methods

/** A call of the page, or one that was held until now: as if at its own moment. */
export const carryOut = (
  method: string,
  given: unknown[],
  moment?: Moment,
  messageId?: string,
): unknown => {
  if (method in PARAMETERS) return record(method as EventType, given, moment, messageId)
  recall(moment)
  try {
    return (CALLS[method] ?? own[method])?.(...given)
  } finally {
    recall()
  }
}
