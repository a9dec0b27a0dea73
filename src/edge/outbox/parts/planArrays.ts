import type { Answer } from '../../../freshsales/api/call.ts'
import { readEmails } from '../../../freshsales/api/readFound.ts'
import type { Problem } from '../../../freshsales/change.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { MINUTE_MS } from '../../../protocol/time.ts'
import type { Account } from '../person/personCore.ts'
import {
  type AccountLink,
  type CompaniesState,
  markCompanies,
  planLinks,
  unlinkedCompanies,
} from './companies.ts'
import type { PlanContext } from './part.ts'
import { markTags, type TagsState, waitingTags } from './tags.ts'

/** What the CRM says a contact's arrays hold. */
export interface ReadArrays {
  accounts: AccountLink[]
  tags: string[]
  emails?: JsonObject[]
  at: number
}

/**
 * A contact's accounts and tags are arrays that Freshsales replaces as a whole. To add to them they
 * are read first, so that what sales people set there stays.
 */
export type ArraysPlan =
  | { do: 'nothing' }
  | { do: 'read' }
  | { do: 'account'; account: Account }
  | { do: 'replace'; payload: JsonObject; links: string[]; tags: string[]; problems: Problem[] }

export interface ArraysHolder extends CompaniesState, TagsState {
  read?: ReadArrays
}

/** What was read is written back within this time, or read again: someone may have changed it. */
const READ_KEPT_MS = MINUTE_MS

export function planArrays(person: ArraysHolder, context: PlanContext): ArraysPlan {
  const [names, tags] = [unlinkedCompanies(person), waitingTags(person)]
  const { read } = person
  if (names.length === 0 && tags.length === 0) return { do: 'nothing' }
  if (!read || !isFreshlyRead(person, context.now)) return { do: 'read' }

  const planned = planLinks(names, read.accounts, context)
  if ('first' in planned) return { do: 'account', account: planned.first }
  const { links, problems } = planned
  const allTags = [...new Set([...read.tags, ...tags])]
  const payload: JsonObject = {}
  if (links.length > read.accounts.length)
    payload['sales_accounts'] = links.map((link) => ({ ...link }))
  if (allTags.length > read.tags.length) payload['tags'] = allTags
  return { do: 'replace', payload, links: names, tags, problems }
}

export function isFreshlyRead({ read }: ArraysHolder, now: number): boolean {
  return read !== undefined && now - read.at <= READ_KEPT_MS
}

export function settleArrays(
  person: ArraysHolder,
  sent: { links?: readonly string[]; tags?: readonly string[] },
  /** Absent where they were refused. */
  now?: number,
): void {
  if (now !== undefined && sent.links?.length) person.linkedAt = now
  markCompanies(person, sent.links ?? [], true)
  markTags(person, sent.tags ?? [], true)
  if (sent.links || sent.tags) delete person.read
}

/** Takes the arrays from an answer that holds the contact. */
export function readArrays(person: ArraysHolder, answer: Answer, now: number): void {
  const { status, body } = answer
  const contact = body['contact'] as
    | { sales_accounts?: { id: number; is_primary?: boolean }[]; tags?: string[] }
    | undefined
  const isCreated = status === 201
  if (!contact || (!isCreated && !contact.sales_accounts)) return
  person.read = {
    accounts: (contact.sales_accounts ?? []).map((link) => ({
      id: link.id,
      is_primary: link.is_primary === true,
    })),
    tags: contact.tags ?? [],
    emails: readEmails(answer),
    at: now,
  }
}
