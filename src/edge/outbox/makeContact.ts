import type { Person } from './person/person.ts'
import { markAllWaiting } from './person/stamped.ts'

/** Classic accounts: someone is to be a contact. What a lead of theirs was given is the contact's as well. */
export function makeContact(person: Person): void {
  const wasLead = person.leadId !== undefined && !person.asContact
  person.asContact = true
  if (!wasLead) return
  markAllWaiting(person)
  for (const name of Object.keys(person.accounts)) person.accounts[name] = false
  for (const deal of Object.values(person.deals)) {
    // 0: it travelled inside the lead and is no record of its own yet.
    if (deal.id !== 0) continue
    delete deal.id
    markAllWaiting(deal)
  }
}
