import type { Event, EventType } from '../protocol/event.ts'
import { own, shared } from './deliver/own.ts'
import { postBlind } from './deliver/postBlind.ts'
import { isDebugging } from './isDebugging.ts'
import { attempt } from './lib/attempt.ts'
import { createId } from './lib/createId.ts'
import { isAhead } from './lib/isAhead.ts'
import { navigationApi } from './lib/navigationApi.ts'
import { on } from './lib/on.ts'
import { stringify } from './lib/parse.ts'
import { complete } from './record/complete.ts'
import { entryOf, historySize, keep } from './record/history.ts'
import { type Moment, thisMoment } from './record/moment.ts'
import { normalize } from './record/normalize.ts'
import { settings } from './settings.ts'
import { isAboutPerson, mayStore, permits } from './visitor/consent.ts'
import { decide } from './visitor/decide.ts'
import { isKnown } from './visitor/person.ts'
import { keys, write } from './visitor/storage.ts'

/** A call that was made before `deliver.js` was there. A view that nobody waits for has no `resolve`. */
export type HeldCall = [
  method: string,
  given: unknown[],
  resolve: ((result: unknown) => void) | undefined,
  moment: Moment,
  messageId: string,
]

/** What `deliver.js` does, once it is there. */
export interface Delivery {
  /** Makes good what was held, sends what earlier pages have left, and follows the life of the page. */
  _begin(held: HeldCall[]): void
  /** Carries a call out. */
  _call(method: string, given: unknown[], moment?: Moment, messageId?: string): unknown
  /** A form is about to be used. */
  _openForms(): void
  /** The page has loaded, and others may know better than it by now. */
  _settle(): void
  /** The page is about to go. */
  _leave(): void
}

/** Everybody is told by then, so that promises settle also where the file neither comes nor fails. */
const COMES_WITHIN_MS = 10_000

/** With so much of a stranger's history `deliver.js` has to look after the room it takes. */
const CROWDED_CHARACTERS = 5_000

export let delivery: Delivery | undefined

/** Where `deliver.js` comes from. */
let get: () => Promise<Delivery>
let loading: Promise<void> | undefined

let held: HeldCall[] = []
/** How many of them have been sent. */
let sent = 0
let isScheduled = false
let isLeaving = false

export const installDelivery = (file: Delivery): void => {
  delivery = file
}

export const importDeliveryBy = (by: typeof get): void => {
  get = by
}

/** From now on `deliver.js` has the word. */
const handOver = (): void => {
  const calls = held
  held = []
  delivery?._begin(calls)
}

/** After a failure the next occasion tries again. */
export const loadDelivery = (): void => {
  if (delivery) return
  loading =
    loading ??
    Promise.race([get(), new Promise<never>((_, fail) => setTimeout(fail, COMES_WITHIN_MS))])
      .then((file) => {
        installDelivery(file)
        handOver()
      })
      .catch(() => {
        loading = undefined
        sendBlind()
        for (const one of held) {
          one[2]?.({ status: 'queued', reason: 'deliver.js has not come' })
          one[2] = undefined
        }
        on('online', loadDelivery)
      })
}

/** There is something to send, or will be, or pages that are gone have left something. */
export const isWanted = (): unknown =>
  isDebugging() ||
  isKnown() ||
  /^[bs]/.test(`${settings.anonymous}`) ||
  settings.linkDomains ||
  settings.cookieDomain ||
  settings.consent === 'auto' ||
  !navigationApi() ||
  permits('page') == null ||
  historySize > CROWDED_CHARACTERS ||
  (mayStore() && keys(shared())[0])

/** Loads `deliver.js` where there is something to do for it. */
export const begin = (): void => {
  if (delivery) handOver()
  else if (isWanted()) loadDelivery()
}

/** What is to be sent of it; what is only to be kept of a stranger is kept. */
const eventsOf = (calls: HeldCall[]): Event[] => {
  const isSent = settings.anonymous === 'send' || isKnown()
  let isWithPerson = false
  // Not before a middleware has seen an event, and never in a dry run.
  return calls.some(([method]) => method === 'use') || isAhead() || isDebugging()
    ? []
    : calls.flatMap(
        ([method, given, , moment, messageId]) =>
          attempt(() => {
            const type = method as EventType
            const call = normalize(type, given)
            const event = complete(type, call, moment, messageId)
            const { context } = event
            if (!permits(type, context)) return []
            const isPerson = isAboutPerson(type)
            isWithPerson = isWithPerson || isPerson
            if (isSent || isPerson || context?.['form'] || (isWithPerson && type === 'track'))
              return event
            keep(messageId, entryOf(type, call, moment))
            return []
          }) ?? [],
      )
}

const sendBlind = (): void => {
  const events = eventsOf(held).slice(sent)
  sent += events.length
  if (events[0]) postBlind(events)
}

/** What has been said is stored before anything else, and sent when the page goes. */
const saveHeld = (): void => {
  isScheduled = false
  if (delivery) return
  const batch = eventsOf(held)
  if (batch[0]) write(own(), stringify({ batch, handedAt: batch.map(() => Date.now()) }))
  if (isLeaving) sendBlind()
  else loadDelivery()
}

/** Until `deliver.js` is there, a call waits, with its moment, as it did in the stub. */
export const call = (method: string, given: unknown[], moment?: Moment): unknown => {
  if (delivery) return delivery._call(method, given, moment)
  const promise = new Promise((resolve) => hold(method, given, resolve, moment))
  if (!/^(on|use|trackL)/.test(method)) return promise
  let undo: (() => void) | undefined
  promise.then((done) => {
    undo = done as typeof undo
  })
  return () => (undo ? undo() : promise.then(() => undo?.()))
}

export const hold = (
  method: string,
  given: unknown[],
  resolve: HeldCall[2],
  moment = thisMoment(),
  messageId = createId(moment.time),
): void => {
  // What it means for other calls waits like any of them.
  if (method === 'consent') decide(given[0] as boolean)
  held.push([method, given, resolve, moment, messageId])
  if (!isScheduled && resolve) {
    isScheduled = true
    Promise.resolve().then(saveHeld)
  }
}

/** What comes after a held call waits as well, unless it is after views only that nobody waits for. */
export const isHolding = (): unknown =>
  loading || held.some(([method, , resolve]) => resolve || method !== 'page')

/** The page may be gone in a moment. */
export const leave = (): void => {
  isLeaving = true
  setTimeout(() => {
    isLeaving = false
  })
  if (delivery) delivery._leave()
  else if (held[0]) saveHeld()
}
