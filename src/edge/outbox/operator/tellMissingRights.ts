import { type BarredKinds, makesPeople, rightFor } from '../engine/barredKinds.ts'

const FORBIDDEN = 403

/** What Freshsales does not let this user do, with its own words; undefined: nothing is missing. */
export function tellMissingRights(kinds: BarredKinds): string | undefined {
  const rights = Object.entries(kinds).filter(([, { status }]) => status === FORBIDDEN)
  if (rights.length === 0) return undefined
  const told = rights.map(([kind, { words }]) => `${rightFor(kind)}${said(words)}`).join('; ')
  const rest = rights.some(([kind]) => makesPeople(kind))
    ? 'New leads wait meanwhile.'
    : 'Everything else goes on.'
  return `Freshsales does not let this user ${told}. Give the user of FRESHSALES_API_KEY a role that may. ${rest}`
}

/** The address is no account's, or not of this kind: nothing is found there. */
export function tellWrongAddress(kinds: BarredKinds): string | undefined {
  const [strange] = Object.entries(kinds).filter(([, { status }]) => status !== FORBIDDEN)
  if (!strange) return undefined
  const [kind, { status }] = strange
  return `Freshsales answers ${status} to ${kind}: check FRESHSALES_DOMAIN. What is sent there waits meanwhile.`
}

const MAX_CHARACTERS = 200

/** Anyone may read this: what looks like a person's is left out of Freshsales' words. */
function said(words: string): string {
  const harmless = words
    .slice(0, MAX_CHARACTERS)
    .replace(/\S*@\S*|\S*\d{4,}\S*/g, '…')
    .replace(/[.\s]+$/, '')
  return harmless === '' ? '' : `: ${harmless}`
}
