import { createDeal, getContact, updateDeal } from '../../../freshsales/api/request.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import type { Json } from '../../../protocol/event.ts'
import { isUnsure, type Person, settleUnsure } from '../person.ts'
import { settleValues } from '../settleValues.ts'
import { allValues, markDelivered, waitingValues } from '../stamped.ts'
import { callStep, type PersonSettlement, type Step, type World } from '../step.ts'
import { isDealWaiting } from '../urgency.ts'
import { planList } from './lists.ts'

/** Deals are known by their name within a person; Freshsales has no identifier for them that could be trusted. */
export function planDeal(person: Person, world: World): Step | undefined {
  const { contactId } = person
  if (contactId === undefined) return undefined
  const [name, deal] = Object.entries(person.deals).find(([, each]) => isDealWaiting(each)) ?? []
  if (name === undefined || !deal) return undefined
  if (deal.id === undefined && (isUnsure(person, mark(name)) || (person.existed && !deal.looked)))
    return callStep({ kind: 'findDeals', name }, getContact(contactId, ['deals']))
  const account = deal.account === undefined ? undefined : world.findAccount(deal.account)
  if (account && account.id === undefined && !account.refused) return { do: 'account', account }

  const values = { fields: waitingValues(deal.fields), custom: waitingValues(deal.custom) }
  const resolution = resolve(
    'deal',
    values.fields,
    values.custom,
    world.catalog,
    deal.id === undefined ? undefined : allValues(deal.fields),
  )
  const list = planList(resolution, world)
  if (list) return list
  const { payload, problems, leftOut } = resolution
  const purpose = { kind: 'deal' as const, name, values: { ...values, leftOut } }
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
  return callStep(purpose, createDeal(linked), { problems, once: mark(name) })
}

export const deal: PersonSettlement<'deal'> = {
  settle(person, { name, values }, { answer, now }) {
    const deal = person.deals[name]
    if (!deal) return []
    settleValues(deal, values, now)
    const record = answer?.body['deal'] as { id?: number } | undefined
    if (typeof record?.id === 'number') deal.id = record.id
    return []
  },

  refuse(person, { name, values }) {
    const deal = person.deals[name]
    if (deal?.id === undefined) delete person.deals[name]
    else {
      markDelivered(deal.fields, values.fields)
      markDelivered(deal.custom, values.custom)
    }
    return deal && { deal }
  },
}

export const findDeals: PersonSettlement<'findDeals'> = {
  settle(person, { name }, { answer }) {
    settleUnsure(person, mark(name))
    const deal = person.deals[name]
    if (!deal || !answer) return []
    const contact = answer.body['contact'] as { [key: string]: Json } | undefined
    const deals = (answer.body['deals'] ?? contact?.['deals'] ?? []) as {
      id: number
      name: string
    }[]
    const found = deals.find((each) => each.name === name)
    if (found) deal.id = found.id
    deal.looked = true
    return []
  },

  refuse(person, { name }) {
    settleUnsure(person, mark(name))
    const deal = person.deals[name]
    if (deal) deal.looked = true
    return undefined
  },
}

const mark = (name: string) => `deal:${name}`
