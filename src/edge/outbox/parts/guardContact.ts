import type { ContactChange, Fields } from '../../../freshsales/change.ts'
import { isUnlikely } from '../../../freshsales/mapping/isUnlikely.ts'
import { isForNewContacts, provenanceOfField } from '../../../freshsales/mapping/protected.ts'
import { wordOf } from '../../collect/admission.ts'
import { isNew, type PersonCore } from '../person/personCore.ts'
import type { StampedRecord } from '../person/stamped.ts'
import type { FoldContext } from './part.ts'

/** What of a change may be taken, and what a page asked for and does not get. */
export interface Guarded {
  allowed: Fields
  asked: Fields
}

/**
 * A page never changes what decides about a contact that is in the CRM: another's word stands there.
 * Nor does junk take the place of a value.
 */
export function guardContact(
  person: PersonCore & StampedRecord,
  { fields, isOperators }: ContactChange,
  { event }: Pick<FoldContext, 'event'>,
): Guarded {
  const guarded: Guarded = { allowed: {}, asked: {} }
  for (const [name, value] of Object.entries(fields)) {
    const isPages = !isOperators && provenanceOfField(name, wordOf(event)) === 'page'
    if (isPages && isUnlikely(name, value) && person.fields[name] !== undefined) continue
    if (!isPages || !isForNewContacts(name) || isNew(person) || isOwnId(person, name))
      guarded.allowed[name] = value
    else if (name !== 'external_id' && person.fields[name]?.value !== value)
      guarded.asked[name] = value
  }
  return guarded
}

/** A contact that a page's word has made may get its id from there too, once. */
function isOwnId({ existed, fields }: PersonCore & StampedRecord, name: string): boolean {
  return name === 'external_id' && existed === false && fields[name] === undefined
}
