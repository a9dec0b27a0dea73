import { attempt } from '../../lib/attempt.ts'
import type { Sent, Way } from '../evidence.ts'
import { bare } from '../scope.ts'
import { isAside } from './carries.ts'
import type { Submission } from './submission.ts'
import type { Loaded } from './watchResources.ts'

/** A request that no wrapper saw is the form's only right after it was handed in. */
const UNSEEN_WITHIN_MS = 2_000
const EARLY_MS = 50

/** Sockets beat on their own. */
const HEARTBEAT = /^.{0,12}$|heartbeat|\bp[io]ng\b/i

/** Something that left, with how many values of the form it carries. */
export interface Departure {
  way: Way
  address: string
  body: string
  id: number
  carries: number
}

const describe = (
  { before, reading }: Submission,
  address: string,
): Pick<Sent, 'is' | 'of' | 'isOwnSite' | 'isAside' | 'address'> => {
  const given = bare(before.scope).getAttribute('action')
  const action = given ? attempt(() => new URL(given, location.href)) : undefined
  const { origin } = new URL(address, location.href)
  return {
    is: 'sent',
    of: reading.values.length,
    isOwnSite: origin === location.origin || origin === action?.origin,
    isAside: isAside(address) && !(action && address.startsWith(action.href)),
    address,
  }
}

/** What carries nothing that can be recognised may still be the form, packed; other things are none of it. */
export const sentOf = (owner: Submission, departure: Departure): Sent | undefined => {
  const { way, address, body, id, carries } = departure
  const sent: Sent = { ...describe(owner, address), at: performance.now(), id, way, carries }
  const isPacked =
    body && !sent.isAside && !HEARTBEAT.test(body) && (sent.isOwnSite || /socket|worker/.test(way))
  return carries || isPacked ? sent : undefined
}

/**
 * What was loaded without a wrapper seeing it. Of a script or image the address tells what it
 * carries; of a request nothing does, so it is the form's only on the site itself, at once, and if
 * nothing else was sent.
 */
export const loadedOf = (
  owner: Submission,
  { kind, address, at }: Loaded,
  departure: { id: number; carries: number },
): Sent | undefined => {
  const { id, carries } = departure
  if (at + EARLY_MS < owner.at) return undefined
  const sent: Sent = { ...describe(owner, address), at, id, way: kind, carries }
  const isForm =
    kind === 'unseen request' &&
    sent.isOwnSite &&
    !sent.isAside &&
    at - owner.at < UNSEEN_WITHIN_MS &&
    !owner.evidence.some((one) => one.is === 'sent' && one.carries)
  return isForm ? { ...sent, carries: sent.of } : carries ? sent : undefined
}
