import type { EventActions } from './actions.ts'
import type { Generation } from './domain.ts'
import type { Channels } from './interpret/channelOf.ts'

/** Where page views and events without an action of their own end up; `off` keeps them out of the CRM. */
export type Timeline = 'note' | 'activity' | 'tracking' | 'off'

/** What `interpret` must know about the deployment: nothing of the account's own lists. */
export interface InterpretSettings {
  generation: Generation
  actions: EventActions
  timeline: Timeline
  /** The operator's own channels, which win over the table. */
  channels?: Channels
  /** Click id → custom field: `{gclid: 'cf_gclid'}`. `landing` and `referrer` of the visit may be named as well. */
  clickFields?: { readonly [parameter: string]: string }
}
