import type { Campaign, Event, Traits } from '../protocol/event.ts'
import type { Middleware } from './api.ts'
import type { createConsent } from './consent.ts'
import { contextOf } from './context.ts'
import type { Identity } from './identity.ts'
import { type createEmitter, guarded } from './lib/createEmitter.ts'
import { createId } from './lib/createId.ts'
import { type Moment, pageOf, thisMoment } from './moment.ts'
import type { Call } from './normalize.ts'
import type { Settings } from './options.ts'
import type { Outcome, Settle } from './outcome.ts'

/** Events kept in memory while the visitor decides; then the oldest goes. */
const MOST_HELD = 100

interface Parts {
  settings: Settings
  consent: ReturnType<typeof createConsent>
  identity: Identity
  emitter: ReturnType<typeof createEmitter>
  campaign: Campaign | undefined
  /** Where an event goes that may travel. */
  deliver: (event: Event, text: string, settle: Settle) => void
}

/** From a call to an event on its way: completed, seen by the middleware, let through by consent. */
export function createRecorder(parts: Parts) {
  const { settings, consent, identity, emitter, campaign, deliver } = parts
  let middlewares: Middleware[] = []
  let held: { event: Event; settle: Settle }[] = []

  const record = (call: Call, moment: Moment = thisMoment()): Promise<Outcome> =>
    new Promise((resolve) => {
      const settle: Settle = (outcome) => {
        resolve(outcome)
        guarded(call.callback, outcome)
      }
      const refuse = (reason: string, event?: Event): void => {
        const outcome: Outcome = { status: 'dropped', reason, ...(event && { event }) }
        settle(outcome)
        emitter.emit('dropped', outcome)
      }
      try {
        const problem = settings.problem ?? call.problem
        if (problem) {
          refuse(problem)
          return
        }
        remember(call)
        const event = throughMiddleware(complete(call, moment))
        if (!event) return refuse('a middleware dropped it')
        emitter.emit(event.type, event)
        pass({ event, settle })
      } catch (error) {
        refuse(String(error))
      }
    })

  const remember = ({ type, fields }: Call): void => {
    const known = identity.current()
    const { userId, groupId, traits } = fields as {
      userId?: string
      groupId?: string
      traits?: Traits
    }
    // Another id is another person: what was known of the first must not rub off on them.
    if (userId && known.userId && userId !== known.userId && type !== 'alias') identity.reset()
    if (userId) identity.change({ userId })
    if (groupId) identity.change({ groupId })
    if (type === 'identify')
      identity.change({ traits: { ...identity.current().traits, ...traits } })
  }

  const complete = ({ type, fields, options }: Call, moment: Moment): Event => {
    const person = identity.current()
    const page = pageOf(moment, settings.query)
    const event = {
      messageId: createId(),
      timestamp: new Date(options.timestamp ?? moment.time),
      anonymousId: options.anonymousId ?? person.anonymousId,
      userId: person.userId,
      integrations: options.integrations,
      ...fields,
      type,
      ...(type === 'page' && { properties: { ...page, ...(fields['properties'] as object) } }),
      ...(type === 'alias' && { previousId: fields['previousId'] ?? person.anonymousId }),
      context: {
        ...contextOf({ page, person, campaign, consent: consent.decision() }),
        ...options.context,
      },
    }
    // A copy, so that neither a middleware nor later changes by the page reach each other's objects.
    return JSON.parse(JSON.stringify(event))
  }

  const throughMiddleware = (event: Event): Event | null => {
    for (const middleware of middlewares) {
      const seen = middleware(event)
      if (seen === null) return null
      if (seen) event = seen
    }
    return event
  }

  const pass = (passenger: { event: Event; settle: Settle }): void => {
    const { event, settle } = passenger
    const gate = consent.gate(event.type)
    const report = (outcome: Outcome): void => {
      settle(outcome)
      emitter.emit(outcome.status, outcome)
    }
    if (gate === 'shut') report({ status: 'dropped', reason: 'no consent', event })
    else if (gate === 'open' && !isPrerendering()) {
      const decision = consent.decision()
      if (decision) event.context = { ...event.context, consent: decision }
      deliver(event, JSON.stringify(event), settle)
    } else {
      held = [...held, passenger].slice(-MOST_HELD)
      report({ status: 'queued', reason: 'waits for consent', event })
    }
  }

  return {
    record,
    /** Lets go what was held, as far as it may go now. */
    release(): void {
      const waiting = held
      held = []
      waiting.forEach(pass)
    },
    use(middleware: Middleware): () => void {
      middlewares = [...middlewares, middleware]
      return () => {
        middlewares = middlewares.filter((other) => other !== middleware)
      }
    },
  }
}

/** A page the browser renders ahead may never be seen. */
const isPrerendering = (): boolean =>
  (document as Document & { prerendering?: boolean }).prerendering === true
