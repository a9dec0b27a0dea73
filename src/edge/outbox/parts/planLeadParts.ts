import type { Problem } from '../../../freshsales/change.ts'
import { leadCompany, leadDeal } from '../../../freshsales/mapping/lead.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { allValues, waitingValues } from '../person/stamped.ts'
import { type CompaniesState, unlinkedCompanies } from './companies.ts'
import { type DealsState, isDealWaiting } from './dealsState.ts'
import type { CallStep, ListPurpose, PlanContext } from './part.ts'
import { planList } from './planList.ts'

type LeadParent = CompaniesState & DealsState

/** What a lead carries inside, which has no record of its own until the person is a contact. */
export interface LeadParts {
  payload: { company?: JsonObject; deal?: JsonObject }
  /** All that were waiting, with those there was no room for. */
  accounts: string[]
  deals: string[]
  problems: Problem[]
  /** The list that must be read first. */
  list?: CallStep<ListPurpose> | undefined
}

/** A lead has room for one company and one deal: the first ones; a second would be written over them. */
export function planLeadParts(person: LeadParent, context: PlanContext): LeadParts {
  const accounts = unlinkedCompanies(person)
  const deals = Object.keys(person.deals).filter((name) => isWaitingDeal(person, name))
  const [company] = Object.keys(person.accounts)
  const [deal] = Object.keys(person.deals)
  const parts: LeadParts = { payload: {}, accounts, deals, problems: [] }
  if (company !== undefined && accounts.includes(company)) addCompany(parts, company, context)
  if (deal !== undefined && deals.includes(deal)) addDeal(parts, { person, name: deal }, context)
  parts.problems.push(
    ...accounts.filter((name) => name !== company).map((name) => noRoom('company', name)),
    ...deals.filter((name) => name !== deal).map((name) => noRoom('deal', name)),
  )
  return parts
}

function isWaitingDeal({ deals }: LeadParent, name: string): boolean {
  const deal = deals[name]
  return deal !== undefined && isDealWaiting(deal)
}

/** The account has a record as well, where its custom fields go and what is wrong with it is told. */
function addCompany(parts: LeadParts, name: string, context: PlanContext): void {
  const fields = allValues(context.findAccount(name)?.fields ?? {})
  const resolution = resolve('account', fields, {}, context.catalog)
  parts.list ??= planList(resolution, context)
  parts.payload.company = leadCompany({ name, ...resolution.payload })
}

function addDeal(
  parts: LeadParts,
  { person, name }: { person: LeadParent; name: string },
  context: PlanContext,
): void {
  const { fields = {}, custom = {} } = person.deals[name] ?? {}
  const resolution = resolve('deal', waitingValues(fields), {}, context.catalog)
  parts.list ??= planList(resolution, context)
  const deal = leadDeal({ name, ...resolution.payload })
  parts.payload.deal = deal
  const lost = [...Object.keys(resolution.payload), ...Object.keys(waitingValues(custom))].filter(
    (field) => !Object.hasOwn(deal, field),
  )
  const reason = 'left out: the deal of a lead has no such field'
  parts.problems.push(
    ...resolution.problems,
    ...lost.map((field) => ({ field: `deal.${field}`, reason })),
  )
}

function noRoom(field: 'company' | 'deal', name: string): Problem {
  const reason = `left out: a lead has room for one ${field}; it comes when the person is a contact`
  return { field, reason, value: name }
}
