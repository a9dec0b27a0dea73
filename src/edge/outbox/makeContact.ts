import type { Person } from './person.ts'
import { markWaiting, type StampedFields } from './stamped.ts'

/** Classic accounts: someone is to be a contact. What a lead of theirs was given is the contact's as well. */
export function makeContact(person: Person): void {
  const wasLead = person.leadId !== undefined && !person.asContact
  person.asContact = true
  if (!wasLead) return
  sendAgain(person)
  for (const name of Object.keys(person.accounts)) person.accounts[name] = false
  for (const deal of Object.values(person.deals)) {
    // 0: it travelled inside the lead and is no record of its own yet.
    if (deal.id !== 0) continue
    delete deal.id
    sendAgain(deal)
  }
}

function sendAgain({ fields, custom }: { fields: StampedFields; custom: StampedFields }): void {
  markWaiting(fields, Object.keys(fields))
  markWaiting(custom, Object.keys(custom))
}
