// Pure: an event in, whether the person allowed it out.

import type { Consent, EventType } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Draft } from './validate.ts'

/** What an event serves: the record in the CRM, or the watching of the site. */
const PURPOSES: { readonly [Type in EventType]: keyof Consent } = {
  identify: 'marketing',
  group: 'marketing',
  alias: 'marketing',
  track: 'analytics',
  page: 'analytics',
  screen: 'analytics',
}

/**
 * The purpose that the person refused and this event serves, if any. The browser does not send such
 * events; an old page or another library may.
 */
export function refusedPurpose({ type, context }: Draft): keyof Consent | undefined {
  const consent = context?.['consent']
  const purpose = PURPOSES[type]
  return isObject(consent) && consent[purpose] === false ? purpose : undefined
}
