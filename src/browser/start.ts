import type { Consent, Event } from '../protocol/event.ts'
import { captureForm } from './capture/loadForms.ts'
import { followBanner } from './consent/followBanner.ts'
import { decorateLinks } from './deliver/decorateLinks.ts'
import { flush, sendSoon } from './deliver/flush.ts'
import { followLifecycle } from './deliver/followLifecycle.ts'
import { finish, queue } from './deliver/queue.ts'
import { attempt } from './lib/attempt.ts'
import { on } from './lib/on.ts'
import { stringify } from './lib/parse.ts'
import type { Options } from './options.ts'
import { forgetHistory } from './record/history.ts'
import { emit, listen } from './record/listeners.ts'
import { MIDDLEWARE } from './record/record.ts'
import { watchPages } from './record/watchPages.ts'
import { configure, edgeUrl, isOn, settings } from './settings.ts'
import { keepPerson } from './visitor/arrival.ts'
import {
  CONSENT_KEY,
  decide,
  decision,
  isConsentGiven,
  permits,
  recallDecision,
} from './visitor/consent.ts'
import { changePerson, erase, meet, person, recallPerson, savePerson } from './visitor/person.ts'
import { PREFIX } from './visitor/storage.ts'

const LATER_MS = 2_000

/** From then on others may know better than this page. */
let isSettled = false

/**
 * Reads what the page chose and what is known of the visitor, makes calls good that came before, and
 * begins to watch and to send; with `?analytics_debug`, and then on all pages of the tab, also opens the inspector, a file
 * of its own.
 */
export const start = (options: Options, analytics: unknown, makeGood?: () => void): void => {
  configure(options)
  recallDecision()
  keepPerson()
  // The first look into sessionStorage is dear, so the other one says whether it is worth while.
  const debugging =
    location.search + attempt(() => localStorage['fse.debug'] && sessionStorage['fse.debug'])
  if (/[?&]analytics_debug/.test(debugging)) {
    // A dry run shows all and sends nothing.
    if (/debug=dry/.test(debugging)) listen(MIDDLEWARE, dropDry as never)
    import(edgeUrl('/inspector.js')).then((module) => module.inspect(analytics, settings))
  }
  makeGood?.()
  if (settings.consent === 'auto') followBanner(consent)
  const { forms, pages } = settings
  on<PageTransitionEvent>('pageshow', ({ persisted }) => {
    if (persisted) {
      recallPerson()
      catchUp()
    }
  })
  // Cookies and storage events cost time that a page that is loading needs.
  setTimeout(followTabs, LATER_MS)
  // Before the last words: who is known by the cookie alone has something to say.
  followLifecycle(followTabs)
  decorateLinks()
  if (isOn(forms)) captureForm(`${forms}`.replace(/^(true)?$/, 'form'))
  if (isOn(pages)) watchPages()
}

const dropDry = (event: Event): null => {
  emit(event.type, event)
  return null
}

/** Keeps what other tabs and subdomains know in step with this page. */
const followTabs = (): void => {
  if (isSettled) return
  isSettled = true
  catchUp()
  meet()
  savePerson()
  sendSoon()
  on<StorageEvent>('storage', ({ key }) => {
    if (key === PREFIX) recallPerson()
    if (key === CONSENT_KEY) catchUp()
  })
}

/** The visitor may have decided elsewhere. */
const catchUp = (): void => {
  const before = stringify(decision)
  recallDecision()
  if (stringify(decision) !== before) followDecision()
}

export const consent = (granted: boolean | Consent): void => {
  decide(granted)
  followDecision()
}

/** Keeps and sends what is allowed now; drops and erases what is not. */
const followDecision = (): void => {
  const before = person.anonymousId
  if (isConsentGiven()) keepPerson()
  for (const item of queue) {
    const { _event } = item
    const { type, context } = _event
    if (context) context.consent = context.consent ?? (decision as Consent)
    // Who is known from earlier pages could not be looked up until now.
    if (_event.anonymousId === before) _event.anonymousId = person.anonymousId as string
    if (!permits(type, context)) finish(item, 'dropped', 'no consent')
  }
  if (isConsentGiven()) {
    // Who they are is what the marketing purpose is about.
    if (!permits('identify'))
      changePerson({ userId: undefined, groupId: undefined, traits: undefined, known: undefined })
    if (!permits('page')) forgetHistory()
    savePerson()
  } else erase()
  flush()
}
