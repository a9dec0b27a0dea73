import type { Event } from '../protocol/event.ts'
import { attribute, campaignOf, touchOf } from './attribution.ts'
import { CONSENT_KEY, createConsent } from './consent.ts'
import { createDelivery } from './delivery.ts'
import { createForms, type Lead } from './forms.ts'
import { createIdentity } from './identity.ts'
import { pageAddress } from './lib/address.ts'
import { createEmitter } from './lib/createEmitter.ts'
import { followLifecycle } from './lifecycle.ts'
import { decorateLinks, idFromAddress } from './linker.ts'
import { type Moment, thisMoment } from './moment.ts'
import { normalize } from './normalize.ts'
import { normalizeOptions, type Options } from './options.ts'
import type { Outcome } from './outcome.ts'
import { watchPages } from './pages.ts'
import { createQueue } from './queue.ts'
import { createRecorder } from './recorder.ts'
import { createTab } from './tab.ts'
import { createTransport } from './transport.ts'

/** Puts the parts of the library together; `start` sets them going. */
export function assemble(options: Options) {
  const settings = normalizeOptions(options)
  const arrival = thisMoment()
  const { searchParams } = new URL(arrival.href)
  const emitter = createEmitter()
  const consent = createConsent(settings)
  const identity = createIdentity(settings, consent.mayStore)
  const tab = createTab(settings.writeKey)
  const queue = createQueue(tab, consent.mayStore, (outcome) =>
    emitter.emit(outcome.status, outcome),
  )
  const delivery = createDelivery(queue, createTransport(settings))
  const recorder = createRecorder({
    settings,
    consent,
    identity,
    emitter,
    campaign: campaignOf(searchParams),
    deliver(event, text, settle) {
      queue.add(event, text, settle)
      delivery.soon()
    },
  })

  /** When and where the calls of now were made, if not here and now. */
  let moment: Moment | undefined
  const call = (type: Event['type'], ...given: unknown[]): Promise<Outcome> =>
    recorder.record(normalize(type, given), moment)
  const at = <T>(when: Moment, act: () => T): T => {
    moment = when
    try {
      return act()
    } finally {
      moment = undefined
    }
  }

  /** Begins to keep the person, and how they came, as far as they allow it. */
  const keepPerson = (): void => {
    const touch = touchOf({ ...arrival, landing: pageAddress(arrival.href, settings.query).href })
    const brought = settings.linkDomains && idFromAddress(arrival)
    identity.keep((known) => attribute(known, touch))
    if (brought) identity.change({ anonymousId: brought })
  }

  const followDecision = (): void => {
    queue.dropWhere((event) => consent.gate(event.type) === 'shut', 'consent withdrawn')
    if (consent.isGiven()) keepPerson()
    else identity.erase(CONSENT_KEY)
    recorder.release()
  }

  const captureForm = createForms(settings.url, ({ traits, event, properties, moment }: Lead) =>
    delivery.together(() =>
      at(moment, () => {
        if (Object.keys(traits).length) call('identify', traits)
        call('track', event, properties)
      }),
    ),
  )

  const start = (): void => {
    const { forms, pages, linkDomains, query } = settings
    followLifecycle({ settings, queue, delivery, tab })
    addEventListener('storage', ({ key }) => {
      if (key !== CONSENT_KEY) return
      consent.reread()
      followDecision()
    })
    document.addEventListener('prerenderingchange', recorder.release)
    if (linkDomains) {
      decorateLinks(linkDomains, () => (consent.isGiven() ? identity.current().anonymousId : ''))
    }
    if (forms) captureForm(forms === true ? 'form' : forms)
    if (pages) watchPages(query, (moment) => at(moment, () => call('page')))
  }

  if (settings.problem) console.error(`analytics: ${settings.problem}`)
  else keepPerson()
  return {
    settings,
    emitter,
    consent,
    identity,
    queue,
    delivery,
    recorder,
    call,
    at,
    captureForm,
    followDecision,
    start,
  }
}

export type Parts = ReturnType<typeof assemble>
