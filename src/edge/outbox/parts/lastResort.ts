import type { Call } from '../../../freshsales/api/call.ts'
import type { RefusedError } from '../../../freshsales/api/errors.ts'
import { upsertContact } from '../../../freshsales/api/request.ts'
import type { Problem } from '../../../freshsales/change.ts'
import { isForWant, lackingFields } from '../../../freshsales/repair/compulsory.ts'
import type { Json } from '../../../protocol/event.ts'
import { isBlank, isObject } from '../../../protocol/json.ts'

/** What is sent instead of a contact that no repair helps; undefined where nothing is left to try. */
export function lastResort(call: Call, error: RefusedError) {
  return withLastName(call, error) ?? bareContact(call, error)
}

/**
 * Many accounts make the last name compulsory, and many people give none. Like other connectors, the
 * first name stands in for it, or what the address begins with. Undefined where it is not asked for.
 */
function withLastName(
  call: Call,
  error: RefusedError,
): { call: Call; problems: Problem[] } | undefined {
  const { contact, unique_identifier: identifier } = call.body ?? {}
  if (!isObject(contact) || !isBlank(contact['last_name'])) return undefined
  if (!lackingFields('contact', error.messages).includes('last_name')) return undefined
  const name = contact['first_name'] ?? localPartOf(contact['emails'] ?? emailIn(identifier))
  if (typeof name !== 'string') return undefined
  return {
    call: { ...call, body: { ...call.body, contact: { ...contact, last_name: name } } },
    problems: [
      {
        field: 'last_name',
        reason: 'filled in: the account asks for it, and it was not given',
        value: name,
      },
    ],
  }
}

const emailIn = (identifier: Json | undefined) =>
  isObject(identifier) ? identifier['emails'] : undefined

const localPartOf = (email: Json | undefined) =>
  typeof email === 'string' ? email.split('@')[0] : undefined

const BARE_FIELDS = ['emails', 'first_name', 'last_name']

/** Better a contact with a name and an address than none: the rest of a record that no repair helps is left out. */
function bareContact(call: Call, error: RefusedError) {
  const contact = call.body?.['contact']
  const email = (call.body?.['unique_identifier'] as { emails?: string } | undefined)?.emails
  if (!email || !isObject(contact) || isForWant(error.messages)) return undefined
  const kept = Object.entries(contact).filter(([field]) => BARE_FIELDS.includes(field))
  const lost = Object.entries(contact).filter(([field]) => !BARE_FIELDS.includes(field))
  if (lost.length === 0) return undefined
  const reason = `Left out, because Freshsales refused the record: ${error.messages.join('; ')}`
  return {
    call: upsertContact({ email, contact: Object.fromEntries(kept) }),
    problems: lost.map(([field, value]) => ({ field, value, reason })),
  }
}
