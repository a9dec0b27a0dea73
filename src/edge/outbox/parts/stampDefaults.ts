import type { RefusedError } from '../../../freshsales/api/errors.ts'
import type { Fields } from '../../../freshsales/change.ts'
import { isForWant } from '../../../freshsales/repair/compulsory.ts'
import type { StampedRecord, Values } from '../person/stamped.ts'
import type { Purpose } from './part.ts'

/** How a contact or a lead that was refused for want of a field is completed. */
export const DEFAULTS_HELP = {
  mayHelp(
    { values }: Purpose & { values: Values },
    error: RefusedError,
    defaults: Fields,
  ): boolean {
    const isLacking = Object.keys(defaults).some((name) => !Object.hasOwn(values.fields, name))
    return isLacking && isForWant(error.messages)
  },
  apply: stampDefaults,
}

/** The oldest of all values: whatever the site says, at any time, is newer. */
export function stampDefaults({ fields }: StampedRecord, defaults: Fields): void {
  for (const [name, value] of Object.entries(defaults))
    fields[name] ??= { value, at: 0, by: 'page' }
}
