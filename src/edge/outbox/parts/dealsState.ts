import type { DealChange, Problem } from '../../../freshsales/change.ts'
import type { ByName } from '../person/byName.ts'
import type { PersonCore } from '../person/personCore.ts'
import {
  isRecordWaiting,
  markAllWaiting,
  mergeRecords,
  rankOf,
  type Said,
  type StampedRecord,
  stampRecord,
  type Values,
} from '../person/stamped.ts'
import { carryUnknown } from '../store/rowFormat.ts'
import type { CompaniesState } from './companies.ts'

export type DealsPerson = PersonCore & DealsState & CompaniesState

export interface DealsState {
  deals: ByName<Deal>
}

export interface Deal extends StampedRecord {
  /** 0: it travelled inside a lead and is no record of its own yet. */
  id?: number
  account?: string
  /** The contact's primary account, where the deal names none. */
  accountId?: number
  /** Freshsales did not take the account, which may have been merged or deleted: the deal is linked anew. */
  unlinked?: true
  /** It was there before us. */
  existed?: true
  /** Whether the contact has it already has been looked up. */
  looked?: boolean
}

const DEAL_FIELDS: { readonly [name in keyof Required<Deal>]: true } = {
  id: true,
  account: true,
  accountId: true,
  unlinked: true,
  looked: true,
  existed: true,
  fields: true,
  custom: true,
}

export type DealPurpose =
  | {
      kind: 'deal'
      name: string
      values: Values
      /** The account that the call links it to. */
      account?: string
    }
  | {
      kind: 'findDeals'
      name: string
    }

export const isDealWaiting = (deal: Deal) =>
  deal.id === undefined || deal.unlinked === true || isRecordWaiting(deal)

/** A contact that was made just now has no deals: those that wait need not be looked for. */
export function markDealsLooked({ deals }: DealsState): void {
  for (const deal of Object.values(deals)) deal.looked = true
}

/** A deal that was to travel with a lead counted as made; as a record of its own it is to be made. */
export function reopenLeadDeal({ deals }: DealsState, name: string): void {
  const deal = deals[name]
  if (deal?.id !== 0) return
  delete deal.id
  markAllWaiting(deal)
}

/**
 * Folds what is said of a deal. One that sales people made, or of which a server has spoken, is not a
 * page's to change: then it stays as it is.
 */
export function foldDeal(person: DealsState, change: DealChange, said: Said): Problem | undefined {
  const deal = person.deals[change.name] ?? { fields: {}, custom: {} }
  const by = change.isOperators ? 'server' : said.by
  if (by === 'page' && (deal.existed || isVouched(deal))) return staysAsItIs(change.name)
  person.deals[change.name] = deal
  if (change.account) deal.account = change.account
  stampRecord(deal, change, { ...said, by })
  return undefined
}

const isVouched = ({ fields, custom }: StampedRecord) =>
  [fields, custom].some((values) =>
    Object.values(values).some((each) => each.by !== undefined && each.by !== 'page'),
  )

const staysAsItIs = (name: string): Problem => ({
  field: 'deal',
  reason: 'left as it is: the deal was there, and nobody vouches for what a page says of it',
  value: name,
})

/** It was there before anybody here spoke of it: what pages said of it goes no further. */
export function keepAsFound(deal: Deal, name: string, now: number): Problem[] {
  deal.existed = true
  const pages = [deal.fields, deal.custom]
    .flatMap((values) => Object.values(values))
    .filter((each) => !each.delivered && rankOf(each) === 'page')
  for (const each of pages) Object.assign(each, { delivered: true, leftOutAt: now })
  return pages.length > 0 ? [staysAsItIs(name)] : []
}

/** Adds a deal, or what it knows better to the one of that name. */
export function putDeal(person: DealsState, name: string, theirs: Deal): Deal {
  const ours = person.deals[name]
  if (!ours) {
    person.deals[name] = theirs
    return theirs
  }
  mergeRecords(ours, theirs)
  if (theirs.id !== undefined) ours.id ??= theirs.id
  if (theirs.account !== undefined) ours.account ??= theirs.account
  if (theirs.looked) ours.looked = true
  if (theirs.existed) ours.existed = true
  carryUnknown(ours, theirs, (part) => Object.hasOwn(DEAL_FIELDS, part))
  return ours
}

export const doubtKeyOf = (name: string) => `deal:${name}`
