import type { Fields } from '../../../freshsales/change.ts'
import type { RefusedError } from '../../../freshsales/errors.ts'
import type { StampedRecord, Values } from '../person/stamped.ts'
import type { Purpose } from './part.ts'

/** An admin can make a field compulsory from one day to the next; the operator's `DEFAULTS` may have it. */
const COMPULSORY = /can't be (?:empty|blank)/i

/** How a contact or a lead that was refused for want of a field is completed. */
export const DEFAULTS_HELP = {
  mayHelp(
    { values }: Purpose & { values: Values },
    error: RefusedError,
    defaults: Fields,
  ): boolean {
    const isLacking = Object.keys(defaults).some((name) => !Object.hasOwn(values.fields, name))
    return isLacking && isForWant(error)
  },
  apply: stampDefaults,
}

/** The oldest of all values: whatever the site says, at any time, is newer. */
export function stampDefaults({ fields }: StampedRecord, defaults: Fields): void {
  for (const [name, value] of Object.entries(defaults)) fields[name] ??= { value, at: 0 }
}

/** Refused for what is absent: leaving out more cannot help. */
export function isForWant({ messages }: RefusedError): boolean {
  return messages.some((message) => COMPULSORY.test(message))
}
