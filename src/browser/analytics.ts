import type { EventType } from '../protocol/event.ts'
import type { Analytics, Middleware } from './api.ts'
import { flush, trouble } from './deliver/flush.ts'
import { queue } from './deliver/queue.ts'
import { captureForm } from './forms.ts'
import { guarded } from './lib/guarded.ts'
import { onClick } from './lib/onClick.ts'
import { debug, listen } from './record/listeners.ts'
import { PARAMETERS } from './record/normalize.ts'
import { MIDDLEWARE, record } from './record/record.ts'
import { consent } from './start.ts'
import { changePerson, forgetPerson, person } from './visitor/person.ts'

/** The public face. */
export const analytics = {
  on: listen,
  debug,
  captureForm,
  consent,
  reset: forgetPerson,
  use: (middleware: Middleware) => listen(MIDDLEWARE, middleware),
  setAnonymousId: (anonymousId: string) => anonymousId && changePerson({ anonymousId }),
  user: () => ({ ...person, traits: person.traits ?? {} }),
  async flush() {
    await flush()
    return { status: queue[0] ? 'queued' : 'delivered', reason: trouble }
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
