import { analytics } from './analytics.ts'
import type { Analytics } from './api.ts'
import { installDelivery } from './call.ts'
import { importFormsBy } from './capture/openForms.ts'
import { importConsentBy } from './consent/followBanner.ts'
import { delivery } from './deliver/delivery.ts'
import type { Options } from './options.ts'
import type { Plan } from './plan.ts'
import type { Outcome } from './record/outcome.ts'
import { start } from './start.ts'

const dropped = async (): Promise<Outcome> => ({
  status: 'dropped',
  reason: 'there is no browser here',
})
const nothing = (): void => {}
const undo = (): (() => void) => nothing

/** The library where there is no page: in server rendering. */
export const nowhere: Analytics = {
  identify: dropped,
  group: dropped,
  track: dropped,
  page: dropped,
  screen: dropped,
  alias: dropped,
  flush: async () => ({ status: 'delivered' }),
  reset: nothing,
  user: () => ({ anonymousId: '', traits: {} }),
  setAnonymousId: nothing,
  consent: nothing,
  captureForm: undo,
  trackLink: undo,
  on: undo,
  use: undo,
  ready: async () => {},
  debug: nothing,
}

let isCreated = false

/**
 * Starts the library, in code that is bundled. A page has one: called again (hot reload, a component
 * mounted twice) it answers with the same object. On a server it answers with one whose calls do
 * nothing.
 */
export const createAnalytics = <P extends Plan = Plan>(options: Options): Analytics<P> => {
  if (typeof window === 'undefined') return nowhere as Analytics<P>
  for (const name of ['writeKey', 'endpoint'] as const)
    if (!options[name]) console.error(`analytics: the option ${name} is missing`)
  if (!isCreated) {
    installDelivery(delivery)
    importFormsBy(() => import('./capture/forms.ts'))
    importConsentBy(() => import('./consent/watchBanners.ts'))
    start(options)
  }
  isCreated = true
  return analytics as Analytics<P>
}
