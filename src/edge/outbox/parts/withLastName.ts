import type { Call } from '../../../freshsales/api/call.ts'
import type { RefusedError } from '../../../freshsales/api/errors.ts'
import type { Problem } from '../../../freshsales/change.ts'
import { lackingFields } from '../../../freshsales/repair/compulsory.ts'
import type { Json } from '../../../protocol/event.ts'
import { isBlank, isObject } from '../../../protocol/json.ts'

/**
 * Many accounts make the last name compulsory, and many people give none. Like other connectors, the
 * first name stands in for it, or what the address begins with. Undefined where it is not asked for.
 */
export function withLastName(
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
