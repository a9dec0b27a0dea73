import type { Consent } from '../protocol/event.ts'
import { keepPerson } from './arrival.ts'
import {
  CONSENT_KEY,
  decide,
  decision,
  isConsentGiven,
  permits,
  recallDecision,
} from './consent.ts'
import { flush } from './delivery.ts'
import { captureForm } from './forms.ts'
import { erase, recallPerson, saveCookie } from './identity.ts'
import { on } from './lib/on.ts'
import { PREFIX } from './lib/storage.ts'
import { followLifecycle } from './lifecycle.ts'
import { decorateLinks } from './linker.ts'
import type { Options } from './options.ts'
import { watchPages } from './pages.ts'
import { finish, items, keep, serialize } from './queue.ts'
import { configure, isOn, isUsable, settings } from './settings.ts'

const COOKIE_AFTER_MS = 2_000

/** Reads what the page chose and what is known of the visitor; from here on calls can be recorded. */
export function prepare(options: Options): void {
  configure(options)
  recallDecision()
  if (isUsable()) keepPerson()
  else console.error('analytics: writeKey (data-write-key) or endpoint is missing')
}

/** Begins to watch and to send; with `?analytics_debug` also opens the inspector, a file of its own. */
export function start(analytics: unknown): void {
  if (!isUsable()) return
  if (/[?&]analytics_debug/.test(location.search))
    import(`${settings.endpoint}/inspector.js`).then(({ inspect }) => inspect(analytics, settings))
  const { forms, pages } = settings
  followLifecycle()
  // Cookies cost time that a page that is loading needs.
  setTimeout(saveCookie, COOKIE_AFTER_MS)
  on('pagehide', saveCookie)
  on('prerenderingchange', flush)
  on<StorageEvent>('storage', ({ key }) => {
    if (key === PREFIX) recallPerson()
    if (key !== CONSENT_KEY) return
    recallDecision()
    followDecision()
  })
  decorateLinks()
  if (isOn(forms)) captureForm(`${forms}`.replace(/^(true)?$/, 'form'))
  if (isOn(pages)) watchPages()
}

export const consent = (granted: boolean | Consent): void => {
  decide(granted)
  followDecision()
}

/** Keeps and sends what is allowed now; drops and erases what is not. */
function followDecision(): void {
  for (const item of items) {
    const { type, context } = item._event
    if (context) context.consent ??= decision as Consent
    item._text = serialize(item._event)
    keep(item)
    if (!permits(type)) finish(item, 'dropped', 'no consent')
  }
  if (isConsentGiven()) {
    keepPerson()
    saveCookie()
  } else erase(CONSENT_KEY)
  flush()
}
