import { compareRanks, type Provenance, type Word } from '../word.ts'
import { findRow, type RecordObject } from './tables.ts'

// What is protected stands in the tables, by mapped field, so that every spelling is the same.

/** A signature says who a person is: it vouches for what is theirs, not for a company or a colleague's calendar. */
const THEIR_OWN: ReadonlySet<RecordObject> = new Set(['contact', 'lead', 'deal'])

/** Whether somebody of that rank may not set the field of a record. */
export function isProtected(object: RecordObject, field: string, provenance: Provenance): boolean {
  if (provenance === 'server') return false
  if (provenance === 'signed' && THEIR_OWN.has(object)) return false
  return findRow(object, field)?.protected === 'always'
}

/** Whether a page never sets the field of a contact that was there: what decides about it, consent, and where it came from. */
export function isForNewContacts(field: string): boolean {
  return findRow('contact', field)?.protected !== undefined
}

/** Whose word the value of a contact's field is: one that an operator lets a page set by name is as good as a server's. */
export function provenanceOfField(field: string, { provenance, fields }: Word): Provenance {
  const isLifted = isForNewContacts(field) && fields?.includes(`contact.${field}`) === true
  return isLifted && compareRanks(provenance, 'server') < 0 ? 'server' : provenance
}
