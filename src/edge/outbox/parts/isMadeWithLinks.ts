import type { Answer, Call } from '../../../freshsales/api/call.ts'
import type { RefusedError } from '../../../freshsales/api/errors.ts'
import { readRecord } from '../../../freshsales/api/readId.ts'
import { upsertContact } from '../../../freshsales/api/request.ts'
import { isForWant } from '../../../freshsales/repair/compulsory.ts'
import { isObject } from '../../../protocol/json.ts'
import { isNew } from '../person/personCore.ts'
import { unlinkedCompanies } from './companies.ts'
import type { ContactPerson } from './contactState.ts'
import type { ReadArrays } from './planArrays.ts'
import { itemsOf } from './visitSeen.ts'

const PATH = '/contacts'

/**
 * Whether a person is made with everything at once, links to companies and all: one call less for
 * somebody new, and one more where the contact is there, which refuses this call untouched. So it is
 * not tried where a visit is to be told as well: then a contact that is there would cost five calls.
 */
export function isMadeWithLinks(person: ContactPerson): boolean {
  const { email, existed, read, visits } = person
  const isUnknown = email !== undefined && isNew(person) && existed === undefined && !read
  const isTold = visits.every((visit) => itemsOf(visit) <= (visit.entry?.told ?? 0))
  return isUnknown && isTold && unlinkedCompanies(person).length > 0
}

/** Nothing is there that could be replaced. */
export const noArrays = (now: number): ReadArrays => ({ accounts: [], tags: [], at: now })

/**
 * The contact is there, or is refused for what no repair helps: an upsert with a name finds or makes
 * it. What may go into it is decided once it is known which of the two it was.
 */
export function upsertInstead(call: Call, { messages }: RefusedError) {
  const contact = call.body?.['contact']
  if (call.path !== PATH || !isObject(contact) || isForWant(messages)) return undefined
  const email = String(contact['emails'])
  const { first_name, last_name } = contact
  const name = { ...(first_name && { first_name }), ...(last_name && { last_name }) }
  return {
    call: upsertContact({ email, contact: name, include: 'sales_accounts' }),
    problems: [],
  }
}

/** Whether the call made the contact: an upsert says so by its status. */
export function isCreated(answer: Answer | undefined, call: Call | undefined): boolean {
  return answer !== undefined && (answer.status === 201 || isCreate(call))
}

export const isCreate = (call: Call | undefined) => call?.method === 'POST' && call.path === PATH

/** Freshsales rounds to seconds, and clocks differ a little. */
const CLOCK_TOLERANCE_MS = 5_000

/** Made after the person began to wait: by the call whose answer got lost. */
export function isMadeSince(answer: Answer, { waitingSince = 0 }: ContactPerson): boolean {
  const at = readRecord(answer, 'contact')?.['created_at']
  return typeof at !== 'string' || Date.parse(at) >= waitingSince - CLOCK_TOLERANCE_MS
}
