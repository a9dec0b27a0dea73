import type { RefusedError } from '../../../freshsales/api/errors.ts'
import type { Fields } from '../../../freshsales/change.ts'
import { isForNewContacts } from '../../../freshsales/mapping/protected.ts'
import { isForWant, lackingFields } from '../../../freshsales/repair/compulsory.ts'
import type { StampedRecord, Values } from '../person/stamped.ts'
import type { Purpose } from './part.ts'

type RecordPurpose = Purpose & { values: Values }

/** How a contact or a lead that was refused for want of a field is completed. */
export const DEFAULTS_HELP = {
  mayHelp(purpose: RecordPurpose, error: RefusedError, defaults: Fields): boolean {
    return Object.keys(wantedOf(purpose, error, defaults)).length > 0
  },

  /** What Freshsales asks for comes on the operator's word, also to a contact that was there. */
  apply(
    record: StampedRecord,
    defaults: Fields,
    { purpose, error }: { purpose: RecordPurpose; error: RefusedError },
  ): void {
    for (const [name, value] of Object.entries(wantedOf(purpose, error, defaults)))
      record.fields[name] = { value, at: 0, by: 'server' }
  },
}

/** Only the defaults of the fields that are asked for, as far as the refusal names them. */
function wantedOf({ values }: RecordPurpose, error: RefusedError, defaults: Fields): Fields {
  if (!isForWant(error.messages)) return {}
  const { fields, leftOut = [] } = values
  const asked = lackingFields('contact', error.messages)
  return Object.fromEntries(
    Object.entries(defaults).filter(([name, value]) => {
      const isMeant = asked.length === 0 || asked.includes(name)
      // A name that the account does not know was not sent.
      const isUnknown = leftOut.includes(name) && fields[name] !== value
      return isMeant && (!Object.hasOwn(fields, name) || isUnknown)
    }),
  )
}

/** The oldest of all values: whatever the site says, at any time, is newer. */
export function stampDefaults({ fields }: StampedRecord, defaults: Fields): void {
  for (const [name, value] of Object.entries(defaults))
    fields[name] ??= { value, at: 0, by: isForNewContacts(name) ? 'server' : 'page' }
}
