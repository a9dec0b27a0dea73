import type { JsonObject } from '../../protocol/event.ts'
import type { Call } from './call.ts'
import { updateContact } from './request.ts'

/** The most that Freshsales keeps of one contact. */
const MAX_EMAILS = 10

/** Adds an address and keeps the others: `known` are those that the contact was read with. */
export function addEmail(
  id: number,
  email: string,
  known: readonly JsonObject[],
  options: { asPrimary?: boolean } = {},
): Call {
  const { asPrimary = false } = options
  const others = known
    .filter(({ value }) => String(value).toLowerCase() !== email)
    .slice(0, MAX_EMAILS - 1)
    .map((address) => (asPrimary ? { ...address, is_primary: false } : address))
  const same = known.find(({ value }) => String(value).toLowerCase() === email)
  const isPrimary = asPrimary || others.every((address) => address['is_primary'] !== true)
  const added = { ...same, value: email, is_primary: isPrimary }
  return updateContact(id, { emails: [...others, added] })
}
