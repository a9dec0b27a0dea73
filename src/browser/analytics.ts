import { EVENT_TYPES } from '../protocol/event.ts'
import type { Analytics } from './api.ts'
import { flush, trouble } from './delivery.ts'
import { captureForm } from './forms.ts'
import { changePerson, currentPerson, forgetPerson } from './identity.ts'
import { guarded } from './lib/guarded.ts'
import { onClick } from './lib/onClick.ts'
import { listen } from './listeners.ts'
import { type Moment, thisMoment } from './moment.ts'
import { items } from './queue.ts'
import { record, use } from './recorder.ts'
import { consent } from './start.ts'

let debugging: (() => void)[] = []

/** The public face; `now` is when and where a call is made. */
export function analyticsOf(now: () => Moment = thisMoment): Analytics {
  const analytics = {
    on: listen,
    use,
    captureForm,
    consent,
    reset: forgetPerson,
    setAnonymousId: (anonymousId: string) => changePerson({ anonymousId }),
    user() {
      const { anonymousId, userId, groupId, traits = {} } = currentPerson()
      return { anonymousId, userId, groupId, traits }
    },
    async flush() {
      await flush()
      return items[0] ? { status: 'queued', reason: trouble } : { status: 'delivered' }
    },
    async ready(listener: () => void) {
      guarded(listener, undefined)
    },
    trackLink: (...[links, ...given]: Parameters<Analytics['trackLink']>) =>
      onClick(links, (link) =>
        record(
          now(),
          'track',
          ...given.map((part) => (typeof part === 'function' ? part(link) : part)),
        ),
      ),
    debug(isOn = true) {
      for (const undo of debugging) undo()
      debugging = [...EVENT_TYPES, 'delivered', 'queued', 'dropped']
        .filter(() => isOn)
        .map((name) => listen(name, (payload) => console.log('analytics:', name, payload)))
    },
  } as unknown as Analytics
  for (const type of EVENT_TYPES)
    analytics[type] = (...given: unknown[]) => record(now(), type, ...given)
  return analytics
}
