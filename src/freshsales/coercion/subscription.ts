import type { Json } from '../../protocol/event.ts'
import { looseName } from '../mapping/looseName.ts'
import { toBoolean } from './boolean.ts'
import { toText } from './text.ts'

const STATUSES: ReadonlyMap<string, number> = new Map([
  ['unsubscribed', 0],
  ['subscribed', 1],
  ['notsubscribed', 2],
  ['reportedspam', 3],
  ['bounced', 4],
  ['true', 1],
  ['false', 0],
])

const TYPES: ReadonlyMap<string, number> = new Map([
  ['nonmarketing', 1],
  ['nonmarketingemails', 1],
  ['newsletter', 2],
  ['newsletters', 2],
  ['promotional', 3],
  ['promotions', 3],
  ['productupdates', 4],
  ['conferencesevents', 5],
  ['conferencesandevents', 5],
])

/** Freshsales' number of the status. Another text goes as it is: accounts may know more than we do. */
export function toSubscriptionStatus(value: Json): Json | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0
  const text = toText(value)
  if (text === undefined) return undefined
  const said = STATUSES.get(looseName(text)) ?? asNumber(text)
  if (typeof said === 'number') return said
  const isWanted = toBoolean(text)
  return isWanted === undefined ? said : Number(isWanted)
}

/** Ids joined by semicolons, which is how Freshsales writes them: `2;3`. */
export function toSubscriptionTypes(value: Json): string | undefined {
  const given = Array.isArray(value)
    ? value.map((type) => toText(type) ?? '')
    : [toText(value) ?? '']
  const types = given
    .flatMap((texts) => texts.split(/[;,]/))
    .map((type) => type.trim())
    .filter((type) => type !== '')
  return types.map((type) => TYPES.get(looseName(type)) ?? type).join(';') || undefined
}

function asNumber(text: string): number | string {
  return /^\d$/.test(text) ? Number(text) : text
}
