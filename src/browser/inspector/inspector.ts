import type { Analytics } from '../api.ts'
import type { Options } from '../options.ts'
import { watchEvents } from './events.ts'
import { watchForms } from './forms.ts'
import { checkInstallation } from './installation.ts'
import { openPanel } from './panel.ts'
import { showState } from './state.ts'

/**
 * The panel that `?analytics_debug` opens in the page: what is recorded and what becomes of it, what
 * is kept, how forms are understood, and whether the installation is right. It is a file of its own,
 * so that visitors never load it, and it changes nothing.
 */
export function inspect(analytics: Analytics, settings: Options): void {
  const { section } = openPanel('Analytics inspector')
  checkInstallation(section('Installation'), settings)
  showState(section('Person, consent and queue'), analytics)
  watchForms(section('Forms'))
  watchEvents(section('Events'), analytics)
}
