import type { Analytics } from '../api.ts'
import type { Options } from '../options.ts'
import { watchEvents } from './events.ts'
import { watchForms } from './forms.ts'
import { checkInstallation } from './installation.ts'
import { openPanel, type Section } from './panel.ts'

/** Under this name the tab remembers that the panel is open, and how it was opened. */
const DEBUG_KEY = 'fse.debug'

/**
 * The panel that `?analytics_debug` opens in the page: what is recorded and what becomes of it, what
 * is kept, how forms are understood, and whether the installation is right. It stays open in its tab
 * until it is closed. It is a file of its own, so that visitors never load it, and it changes nothing.
 */
export function inspect(analytics: Analytics, settings: Options): void {
  const isDry = /debug=dry/.test(location.search + sessionStorage.getItem(DEBUG_KEY))
  sessionStorage.setItem(DEBUG_KEY, isDry ? '?analytics_debug=dry' : '?analytics_debug')
  const { section } = openPanel(
    `Analytics inspector${isDry ? ' · dry: nothing is sent' : ''}`,
    () => sessionStorage.removeItem(DEBUG_KEY),
  )
  checkInstallation(section('Installation'), settings, isDry)
  showState(section('Person, consent and queue'), analytics)
  watchForms(section('Forms'), analytics, settings)
  watchEvents(section('Events'), analytics)
}

const EVERY_MS = 1_000

/** What is kept on the device, read again each second. */
function showState(section: Section, analytics: Analytics): void {
  let shown = ''
  const show = (): void => {
    const state = stateOf(analytics)
    if (JSON.stringify(state) === shown) return
    shown = JSON.stringify(state)
    section.clear()
    for (const [name, value] of Object.entries(state)) section.line(`${name}: ${value}`)
  }
  show()
  setInterval(show, EVERY_MS)
}

function stateOf(analytics: Analytics): Record<string, string> {
  const { anonymousId, userId = 'none', traits } = analytics.user()
  return {
    'anonymous id': anonymousId,
    'user id': userId,
    traits: JSON.stringify(traits),
    consent: consentNow(),
    'waiting to be sent': `${waitingNow()} events`,
  }
}

function consentNow(): string {
  const decided = localStorage.getItem('fse.consent')
  if (decided) return decided
  const { globalPrivacyControl } = navigator as { globalPrivacyControl?: boolean }
  if (globalPrivacyControl) return 'refused by Global Privacy Control, unless the page ignores it'
  return 'not decided'
}

/** Events in the queues of all pages of this site. */
const waitingNow = (): number =>
  Object.keys(localStorage).filter((key) => key.startsWith('fse.q.')).length
