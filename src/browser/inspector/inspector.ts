import type { Analytics } from '../api.ts'
import { attempt } from '../lib/attempt.ts'
import type { Options } from '../options.ts'
import { watchEvents } from './events.ts'
import { watchForms } from './forms.ts'
import { checkInstallation } from './installation.ts'
import { openPanel } from './panel.ts'
import { showState } from './state.ts'
import { showWidgets } from './widgets.ts'

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
  flagTabs()
  // A refusal has removed it.
  addEventListener('pagehide', flagTabs)
  const { section } = openPanel(
    `Analytics inspector${isDry ? ' · dry: nothing is sent' : ''}`,
    () => sessionStorage.removeItem(DEBUG_KEY),
  )
  checkInstallation(section('Installation'), settings, isDry)
  showState(section('Person, consent and queue'), analytics, settings)
  const forms = section('Forms')
  showWidgets(forms.block(), analytics, settings)
  watchForms(forms, analytics, settings)
  watchEvents(section('Events'), analytics)
}

/** By this the library knows that it should ask the tab whether the panel is open. */
const flagTabs = (): unknown =>
  attempt(() => {
    localStorage[DEBUG_KEY] = '1'
  })
