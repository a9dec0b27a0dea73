import { leadCompany, leadDeal } from '../../../freshsales/mapping/lead.ts'
import { createLead, findLead as findLeadCall, updateLead } from '../../../freshsales/request.ts'
import { resolve } from '../../../freshsales/resolve.ts'
import type { Json, JsonObject } from '../../../protocol/event.ts'
import { isUnsure, type Person, settleUnsure } from '../person.ts'
import { markDelivered, waitingValues } from '../stamped.ts'
import { callStep, type PersonSettlement, type Step, type World } from '../step.ts'
import { hasFieldsWaiting, isDealWaiting } from '../urgency.ts'
import { stampDefaults } from './contact.ts'
import { planList } from './lists.ts'

/**
 * Classic accounts: people begin as leads, with their company and deal inside. There is no upsert
 * for leads, so one is looked for by e-mail before it is made.
 */
export function planLead(person: Person, world: World): Step | undefined {
  const { email } = person
  if (!email) return undefined
  const accounts = Object.keys(person.accounts).filter((name) => !person.accounts[name])
  const deals = Object.entries(person.deals).filter(([, deal]) => isDealWaiting(deal))
  const isNew = person.leadId === undefined
  if (!isNew && !hasFieldsWaiting(person) && !accounts.length && !deals.length) return undefined
  if (isNew && (!person.looked || isUnsure(person, MARK)))
    return callStep({ kind: 'findLead' }, findLeadCall(email))
  if (isNew) stampDefaults(person, world.config.defaults)

  const values = { fields: waitingValues(person.fields), custom: waitingValues(person.custom) }
  const resolution = resolve('lead', values.fields, values.custom, world.catalog)
  const list = planList(resolution, world)
  if (list) return list
  const company = accounts.length ? companyOf(accounts.at(-1) ?? '', world) : undefined
  const [name, deal] = deals[0] ?? []
  const lead: JsonObject = { email, ...resolution.payload }
  if (company) lead['company'] = company
  if (name !== undefined && deal) {
    const values = [waitingValues(deal.fields), waitingValues(deal.custom)] as const
    lead['deal'] = leadDeal({ name, ...resolve('deal', ...values, world.catalog).payload })
  }
  const purpose = { kind: 'lead' as const, values, accounts, deals: deals.map(([each]) => each) }
  const { problems } = resolution
  return person.leadId === undefined
    ? callStep(purpose, createLead(lead), { problems, once: MARK })
    : callStep(purpose, updateLead(person.leadId, lead), { problems })
}

export const lead: PersonSettlement<'lead'> = {
  settle(person, purpose, { answer }) {
    done(person, purpose)
    const record = answer?.body['lead'] as { id?: number } | undefined
    if (typeof record?.id === 'number') person.leadId = record.id
    return []
  },

  refuse(person, purpose) {
    done(person, purpose)
    if (person.leadId === undefined) person.refused = true
    return undefined
  },
}

export const findLead: PersonSettlement<'findLead'> = {
  settle(person, _purpose, { answer }) {
    person.looked = true
    settleUnsure(person, MARK)
    const leads = answer?.body['leads'] as { leads?: { [name: string]: Json }[] } | undefined
    const id = Number(leads?.leads?.[0]?.['id'])
    if (Number.isSafeInteger(id)) person.leadId = id
    return []
  },

  refuse(person) {
    settleUnsure(person, MARK)
    person.looked = true
    return undefined
  },
}

const MARK = 'lead'

function companyOf(name: string, world: World): JsonObject {
  const account = world.findAccount(name)
  if (!account) return { name }
  const values = [waitingValues(account.fields), waitingValues(account.custom)] as const
  return leadCompany({ name, ...resolve('account', ...values, world.catalog).payload })
}

/** The first deal travels with the lead; there is no place for a second before it is converted. */
function done(person: Person, purpose: Parameters<typeof lead.settle>[1]): void {
  markDelivered(person.fields, purpose.values.fields)
  markDelivered(person.custom, purpose.values.custom)
  for (const name of purpose.accounts) person.accounts[name] = true
  for (const name of purpose.deals) {
    const deal = person.deals[name]
    if (!deal) continue
    deal.id ??= 0
    markDelivered(deal.fields, waitingValues(deal.fields))
    markDelivered(deal.custom, waitingValues(deal.custom))
  }
}
