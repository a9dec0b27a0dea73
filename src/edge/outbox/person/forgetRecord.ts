import { PERSON_PARTS, type Person } from '../parts/parts.ts'

/** The contact is another one from now on, or none: everything is to be told of it anew. */
export function forgetRecord(person: Person): void {
  delete person.contactId
  delete person.existed
  for (const part of PERSON_PARTS) part.forgetRecord?.(person)
}
