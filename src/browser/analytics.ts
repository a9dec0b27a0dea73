import type { EventType } from '../protocol/event.ts'
import type { Analytics, Middleware } from './api.ts'
import { captureForm } from './capture/loadForms.ts'
import { flush, trouble } from './delivery.ts'
import { changePerson, forgetPerson, person } from './identity.ts'
import { onClick } from './lib/onClick.ts'
import { debug, guarded, listen } from './listeners.ts'
import { PARAMETERS } from './normalize.ts'
import { queue } from './queue.ts'
import { MIDDLEWARE, record } from './recorder.ts'
import { consent } from './start.ts'

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
