import { EVENT_TYPES } from '../protocol/event.ts'
import type { Analytics } from './api.ts'
import type { Parts } from './assemble.ts'
import { guarded } from './lib/createEmitter.ts'
import { given, onClick } from './links.ts'

/** The public face of the assembled parts. */
export function createFace(parts: Parts): Analytics {
  const { emitter, consent, identity, queue, delivery, recorder, call } = parts
  let debugging: (() => void)[] = []

  const analytics: Omit<Analytics, (typeof EVENT_TYPES)[number]> = {
    async flush() {
      await delivery.flush()
      return queue.all().length
        ? { status: 'queued', reason: delivery.trouble() }
        : { status: 'delivered' }
    },
    reset: identity.reset,
    user() {
      const { anonymousId, userId, groupId, traits = {} } = identity.current()
      return { anonymousId, traits, ...(userId && { userId }), ...(groupId && { groupId }) }
    },
    setAnonymousId: (anonymousId) => identity.change({ anonymousId }),
    consent(granted) {
      consent.decide(granted)
      parts.followDecision()
    },
    captureForm: parts.captureForm,
    trackLink: (links, event, properties) =>
      onClick(links, (link) => call('track', given(event, link), given(properties, link))),
    on: emitter.on,
    use: recorder.use,
    ready: async (listener) => guarded(listener),
    debug(on = true) {
      for (const undo of debugging) undo()
      debugging = on
        ? [...EVENT_TYPES, 'delivered', 'queued', 'dropped'].map((name) =>
            emitter.on(name, (payload: unknown) => console.log(`analytics: ${name}`, payload)),
          )
        : []
    },
  }
  const calls = EVENT_TYPES.map((type) => [type, (...given: unknown[]) => call(type, ...given)])
  return Object.assign(analytics, Object.fromEntries(calls))
}
