import type { EventType } from '../protocol/event.ts'
import type { Analytics, Middleware } from './api.ts'
import { captureForm } from './capture/loadForms.ts'
import { flush, trouble } from './deliver/flush.ts'
import { queue } from './deliver/queue.ts'
import { KEPT, release } from './deliver/strangers.ts'
import { guarded } from './lib/attempt.ts'
import { clean } from './lib/clean.ts'
import { onClick } from './lib/on.ts'
import { forgetHistory, historyKeys } from './record/history.ts'
import { debug, listen } from './record/listeners.ts'
import { PARAMETERS } from './record/normalize.ts'
import { MIDDLEWARE, record } from './record/record.ts'
import { consent } from './start.ts'
import { changePerson, forgetPerson, isKnown, meet, person } from './visitor/person.ts'

/** The public face. */
export const analytics = {
  on: listen,
  debug,
  captureForm,
  consent,
  reset() {
    // What they did before they introduced themselves is on its way with that.
    if (isKnown()) release()
    forgetHistory()
    forgetPerson()
  },
  use: (middleware: Middleware) => listen(MIDDLEWARE, middleware),
  setAnonymousId: (anonymousId: string) =>
    anonymousId && changePerson({ anonymousId: clean(`${anonymousId}`) }),
  user() {
    meet()
    const { known, earlier, domain, ...user } = person
    return { ...user, traits: user.traits ?? {} }
  },
  async flush() {
    await flush()
    if (queue[0]) return { status: 'queued', reason: trouble }
    return historyKeys()[0] ? { status: 'queued', reason: KEPT } : { status: 'delivered' }
  },
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
} as unknown as Analytics

for (const type of Object.keys(PARAMETERS) as EventType[])
  analytics[type] = (...given: unknown[]) => record(type, given)
