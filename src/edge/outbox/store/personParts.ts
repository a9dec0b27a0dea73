import type { Deal, Person } from '../person.ts'
import type { KnownParts } from './carryUnknown.ts'

/** What a person's row may hold, as `docs/storage.md` tells it. */
export const PERSON_PARTS: KnownParts<Person> = {
  kind: true,
  keys: true,
  email: true,
  userId: true,
  source: true,
  contactId: true,
  leadId: true,
  asContact: true,
  emailMoved: true,
  goneAt: true,
  existed: true,
  refused: true,
  held: true,
  flags: true,
  problems: true,
  fields: true,
  custom: true,
  accounts: true,
  tags: true,
  read: true,
  deals: true,
  activities: true,
  activityIds: true,
  visits: true,
  tracked: true,
  isVisitor: true,
  looked: true,
  seen: true,
  attempts: true,
  retryAt: true,
  waitingSince: true,
  unsure: true,
  lastSeenAt: true,
}

export const DEAL_PARTS: KnownParts<Deal> = {
  id: true,
  account: true,
  looked: true,
  fields: true,
  custom: true,
}
