import { readId } from '../../../freshsales/api/readId.ts'
import { createDeal, getContact, updateDeal } from '../../../freshsales/api/request.ts'
import type { DealChange } from '../../../freshsales/change.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import type { Json } from '../../../protocol/event.ts'
import { type ByName, byName } from '../person/byName.ts'
import { clearDoubt, isInDoubt } from '../person/markInDoubt.ts'
import type { PersonCore } from '../person/personCore.ts'
import { PRIORITY } from '../person/priority.ts'
import {
  allValues,
  dropValues,
  isRecordWaiting,
  markAllWaiting,
  mergeRecords,
  putValuesBack,
  type Said,
  type StampedRecord,
  settleValues,
  stampRecord,
  type Values,
  waitingRecord,
} from '../person/stamped.ts'
import { carryUnknown } from '../store/carryUnknown.ts'
import { callStep, type Part, type PlanContext, type Step } from './part.ts'
import { planList } from './planList.ts'

export interface DealsState {
  deals: ByName<Deal>
}

export interface Deal extends StampedRecord {
  /** 0: it travelled inside a lead and is no record of its own yet. */
  id?: number
  account?: string
  /** Whether the contact has it already has been looked up. */
  looked?: boolean
}

const DEAL_FIELDS: { readonly [name in keyof Required<Deal>]: true } = {
  id: true,
  account: true,
  looked: true,
  fields: true,
  custom: true,
}

type DealPurpose =
  | {
      kind: 'deal'
      name: string
      values: Values
    }
  | {
      kind: 'findDeals'
      name: string
    }

/** Deals are known by their name within a person; Freshsales has no identifier for them that could be trusted. */
export const deals = {
  name: 'deals',
  after: ['account', 'contact'],
  owns: { deals: true },
  removes: { deal: true },
  empty: () => ({ deals: byName() }),
  fold: { deal: (person, change, { said }) => foldDeal(person, change, said) },

  /** The same deal may have been seen under both identities. */
  merge(into, from) {
    for (const [name, theirs] of Object.entries(from.deals)) putDeal(into, name, theirs)
  },

  due: (person) =>
    Object.values(person.deals).some(isDealWaiting)
      ? { priority: PRIORITY.mapped, dueAt: 0 }
      : undefined,
  plan: planDeal,

  calls: {
    deal: {
      settle(person, { name, values }, { answer, now }) {
        const deal = person.deals[name]
        if (!deal) return []
        settleValues(deal, values, now)
        const id = readId(answer, 'deal')
        if (id !== undefined) deal.id = id
        return []
      },

      refuse(person, { name, values }) {
        const deal = person.deals[name]
        if (deal?.id === undefined) delete person.deals[name]
        else dropValues(deal, values)
        return deal && { deal }
      },

      putBack(person, { name, values }, { deal }) {
        if (deal) putValuesBack(putDeal(person, name, deal), values)
      },

      /** A deal that has an id can be gone on its own. */
      needsContact: (person, { name }) => person.deals[name]?.id === undefined,
    },

    findDeals: {
      settle(person, { name }, { answer }) {
        clearDoubt(person, doubtKeyOf(name))
        const deal = person.deals[name]
        if (!deal || !answer) return []
        const contact = answer.body['contact'] as { [key: string]: Json } | undefined
        const known = (answer.body['deals'] ?? contact?.['deals'] ?? []) as Named[]
        const found = known.find((each) => each.name === name)
        if (found) deal.id = found.id
        deal.looked = true
        return []
      },

      refuse(person, { name }) {
        clearDoubt(person, doubtKeyOf(name))
        const deal = person.deals[name]
        if (deal) deal.looked = true
        return undefined
      },

      needsContact: () => true,
    },
  },

  forgetRecord(person) {
    for (const name of Object.keys(person.deals)) reopenLeadDeal(person, name)
  },

  describe: ({ deals }) => ({
    deal: Object.keys(deals).filter((name) => deals[name] && isDealWaiting(deals[name])),
  }),
} satisfies Part<DealsState, DealPurpose, { deal: Deal }>

type Named = { id: number; name: string }

export const isDealWaiting = (deal: Deal) => deal.id === undefined || isRecordWaiting(deal)

/** A deal that was to travel with a lead counted as made; as a record of its own it is to be made. */
export function reopenLeadDeal({ deals }: DealsState, name: string): void {
  const deal = deals[name]
  if (deal?.id !== 0) return
  delete deal.id
  markAllWaiting(deal)
}

function foldDeal(person: DealsState, change: DealChange, said: Said): void {
  const deal = person.deals[change.name] ?? { fields: {}, custom: {} }
  person.deals[change.name] = deal
  if (change.account) deal.account = change.account
  stampRecord(deal, change, said)
}

/** Adds a deal, or what it knows better to the one of that name. */
function putDeal(person: DealsState, name: string, theirs: Deal): Deal {
  const ours = person.deals[name]
  if (!ours) {
    person.deals[name] = theirs
    return theirs
  }
  mergeRecords(ours, theirs)
  if (theirs.id !== undefined) ours.id ??= theirs.id
  if (theirs.account !== undefined) ours.account ??= theirs.account
  if (theirs.looked) ours.looked = true
  carryUnknown(ours, theirs, (part) => Object.hasOwn(DEAL_FIELDS, part))
  return ours
}

function planDeal(
  person: PersonCore & DealsState,
  context: PlanContext,
): Step<DealPurpose> | undefined {
  const { contactId } = person
  if (contactId === undefined) return undefined
  const [name, deal] = Object.entries(person.deals).find(([, each]) => isDealWaiting(each)) ?? []
  if (name === undefined || !deal) return undefined
  const doubtKey = doubtKeyOf(name)
  if (deal.id === undefined && (isInDoubt(person, doubtKey) || (person.existed && !deal.looked)))
    return callStep({ kind: 'findDeals', name }, getContact(contactId, ['deals']))
  const account = deal.account === undefined ? undefined : context.findAccount(deal.account)
  if (account && account.id === undefined && !account.refused) return { do: 'account', account }

  const values = waitingRecord(deal)
  const resolution = resolve(
    'deal',
    values.fields,
    values.custom,
    context.catalog,
    deal.id === undefined ? undefined : allValues(deal.fields),
  )
  const list = planList(resolution, context)
  if (list) return list
  const { payload, problems, leftOut } = resolution
  const purpose: DealPurpose = { kind: 'deal', name, values: { ...values, leftOut } }
  if (deal.id !== undefined)
    return Object.keys(payload).length === 0
      ? { do: 'settle', purpose, problems }
      : callStep(purpose, updateDeal(deal.id, payload), { problems })
  const linked = {
    name,
    ...payload,
    contacts_added_list: [contactId],
    ...(account?.id !== undefined && { sales_account_id: account.id }),
  }
  return callStep(purpose, createDeal(linked), { problems, doubtKey })
}

const doubtKeyOf = (name: string) => `deal:${name}`
