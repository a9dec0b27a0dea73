import type { Context, Touch } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'

/** How the person came, as far as the event says. */
export interface Touches {
  first?: Touch
  last?: Touch
}

/**
 * The browser's own record where there is one, else the campaign of this event alone. A campaign
 * without a source is none: analytics tools ignore it, and so do we.
 */
export function touchesOf(context: Context | undefined): Touches {
  const attribution = context?.attribution
  if (isObject(attribution) && (attribution.first || attribution.last)) {
    return {
      ...(isObject(attribution.first) ? { first: withSource(attribution.first) } : {}),
      ...(isObject(attribution.last) ? { last: withSource(attribution.last) } : {}),
    }
  }
  const campaign = context?.campaign
  return isObject(campaign) && campaign.source ? { first: campaign, last: campaign } : {}
}

/** Who followed a link on another site has that site as the source. */
function withSource(touch: Touch): Touch {
  if (touch.source) return touch
  const host = hostOf(touch.referrer)
  return host === undefined ? touch : { ...touch, source: host, medium: touch.medium ?? 'referral' }
}

function hostOf(address: unknown): string | undefined {
  return typeof address === 'string'
    ? /^https?:\/\/(?:www\.)?([^/?#:]+)/i.exec(address)?.[1]
    : undefined
}
