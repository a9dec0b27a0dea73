import type { Analytics } from './api.ts'
import type { Outcome } from './record/outcome.ts'

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
