import type { Consent, Event } from '../protocol/event.ts'
import { keepPerson } from './arrival.ts'
import { captureForm } from './capture/loadForms.ts'
import {
  CONSENT_KEY,
  decide,
  decision,
  isConsentGiven,
  permits,
  recallDecision,
} from './consent.ts'
import { flush } from './delivery.ts'
import { changePerson, erase, recallPerson, saveCookie } from './identity.ts'
import { attempt } from './lib/attempt.ts'
import { on } from './lib/on.ts'
import { PREFIX } from './lib/storage.ts'
import { followLifecycle } from './lifecycle.ts'
import { decorateLinks } from './linker.ts'
import { emit, listen } from './listeners.ts'
import type { Options } from './options.ts'
import { watchPages } from './pages.ts'
import { finish, queue } from './queue.ts'
import { MIDDLEWARE } from './recorder.ts'
import { configure, edgeUrl, isOn, settings } from './settings.ts'

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
  const debugging = location.search + attempt(() => sessionStorage['fse.debug'])
  if (/[?&]analytics_debug/.test(debugging)) {
    // A dry run shows all and sends nothing.
    if (/debug=dry/.test(debugging)) listen(MIDDLEWARE, dropDry as never)
    import(edgeUrl('/inspector.js')).then((module) => module.inspect(analytics, settings))
  }
  makeGood?.()
  const { forms, pages } = settings
  on<PageTransitionEvent>('pageshow', ({ persisted }) => {
    if (!persisted) return
    recallPerson()
    catchUp()
  })
  followLifecycle()
  // Cookies and storage events cost time that a page that is loading needs.
  setTimeout(followTabs, LATER_MS)
  on('pagehide', () => isSettled || saveCookie())
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
  isSettled = true
  catchUp()
  saveCookie()
  on<StorageEvent>('storage', ({ key }) => {
    if (key === PREFIX) recallPerson()
    if (key === CONSENT_KEY) catchUp()
  })
}

/** The visitor may have decided elsewhere. */
const catchUp = (): void => {
  const before = JSON.stringify(decision)
  recallDecision()
  if (JSON.stringify(decision) !== before) followDecision()
}

export const consent = (granted: boolean | Consent): void => {
  decide(granted)
  followDecision()
}

/** Keeps and sends what is allowed now; drops and erases what is not. */
const followDecision = (): void => {
  for (const event of queue) {
    if (event.context) event.context.consent ??= decision as Consent
    if (!permits(event.type, event.context)) finish(event, 'dropped', 'no consent')
  }
  if (isConsentGiven()) {
    keepPerson()
    // Who they are is what the marketing purpose is about.
    if (!permits('identify'))
      changePerson({ userId: undefined, groupId: undefined, traits: undefined })
    saveCookie()
  } else erase()
  flush()
}
