import type { Json } from '../../protocol/event.ts'
import { isJunk } from '../../protocol/json.ts'
import { findRow } from './tables.ts'

/** The shortest numbers that somebody outside can be called by. */
const LEAST_DIGITS = 5

/** `1111111`, `123456789`: what a compulsory field makes of nothing. */
const NO_NUMBER = /^(\d)\1{4,}$|^0?12345/

/** Fields whose texts are addresses. */
const ADDRESSES: ReadonlySet<string> = new Set(['facebook', 'twitter', 'linkedin', 'website'])

const LINK_OR_TAG = /:\/\/|\bwww\.|<[a-z/!]/i

/**
 * Too unlikely to take the place of what stands in a contact, on the word of a page: junk, a number
 * that nobody has, a link or HTML where a name or a place should be.
 */
export function isUnlikely(field: string, value: Json): boolean {
  if (isJunk(value)) return true
  if (typeof value !== 'string') return false
  const kind = findRow('contact', field)?.as
  if (kind === 'phone') {
    const digits = value.replace(/\D/g, '')
    return digits.length < LEAST_DIGITS || NO_NUMBER.test(digits)
  }
  return kind === 'text' && !ADDRESSES.has(field) && LINK_OR_TAG.test(value)
}
