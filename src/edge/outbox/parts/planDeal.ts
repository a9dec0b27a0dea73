import { createDeal, getContact, updateDeal } from '../../../freshsales/api/request.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import { isInDoubt } from '../person/markInDoubt.ts'
import type { Account } from '../person/personCore.ts'
import { allValues, waitingRecord } from '../person/stamped.ts'
import type { CompaniesState } from './companies.ts'
import {
  type Deal,
  type DealPurpose,
  type DealsPerson,
  doubtKeyOf,
  isDealWaiting,
} from './dealsState.ts'
import { callStep, type PlanContext, type Step } from './part.ts'
import { planList } from './planList.ts'

/** A contact may have a deal of that name already, from sales people: it is looked for before it is made. */
export function planDeal(person: DealsPerson, context: PlanContext): Step<DealPurpose> | undefined {
  const { contactId } = person
  if (contactId === undefined) return undefined
  const [name, deal] = Object.entries(person.deals).find(([, each]) => isDealWaiting(each)) ?? []
  if (name === undefined || !deal) return undefined
  const doubtKey = doubtKeyOf(name)
  if (deal.id === undefined && (isInDoubt(person, doubtKey) || !deal.looked))
    return callStep({ kind: 'findDeals', name }, getContact(contactId, ['deals', 'sales_accounts']))
  const account = accountOf(person, deal, context)
  if (account && (account.id === undefined || account.isDoubted)) return { do: 'account', account }

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
  const isLinked = deal.id !== undefined && !deal.unlinked
  const accountId = isLinked ? undefined : (account?.id ?? deal.accountId)
  const link = accountId === undefined ? {} : { sales_account_id: accountId }
  const purpose: DealPurpose = {
    kind: 'deal',
    name,
    values: { ...values, leftOut },
    ...(account && !isLinked && { account: account.name }),
  }
  const fields = { ...payload, ...link }
  if (deal.id !== undefined)
    return Object.keys(fields).length === 0
      ? { do: 'settle', purpose, problems }
      : callStep(purpose, updateDeal(deal.id, fields), { problems })
  const linked = { name, ...fields, contacts_added_list: [contactId] }
  return callStep(purpose, createDeal(linked), { problems, doubtKey })
}

/** The deal's own company, else the person's first: many accounts take no deal without one. */
function accountOf(
  { accounts }: CompaniesState,
  { account }: Deal,
  { findAccount }: PlanContext,
): Account | undefined {
  const names = account === undefined ? Object.keys(accounts) : [account]
  return names.map(findAccount).find((found) => found && !found.refused)
}
