import {
  createLead,
  findLead as findLeadCall,
  updateLead,
} from '../../../freshsales/api/request.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import type { Json, JsonObject } from '../../../protocol/event.ts'
import { isUnsure, type Person, settleUnsure } from '../person.ts'
import { settleValues } from '../settleValues.ts'
import { markDelivered, waitingValues } from '../stamped.ts'
import { callStep, type PersonSettlement, type PurposeOf, type Step, type World } from '../step.ts'
import { hasFieldsWaiting } from '../urgency.ts'
import { stampDefaults } from './contact.ts'
import { planLeadParts } from './leadParts.ts'
import { planList } from './lists.ts'

/**
 * Classic accounts: people begin as leads, with their company and deal inside. There is no upsert
 * for leads, so one is looked for by e-mail before it is made.
 */
export function planLead(person: Person, world: World): Step | undefined {
  const { email } = person
  if (!email) return undefined
  const parts = planLeadParts(person, world)
  const { accounts, deals } = parts
  const isNew = person.leadId === undefined
  if (!isNew && !hasFieldsWaiting(person) && !accounts.length && !deals.length) return undefined
  if (isNew && (!person.looked || isUnsure(person, MARK)))
    return callStep({ kind: 'findLead' }, findLeadCall(email))
  if (isNew) stampDefaults(person, world.config.defaults)

  const values = { fields: waitingValues(person.fields), custom: waitingValues(person.custom) }
  const { payload, leftOut, ...resolution } = resolve(
    'lead',
    values.fields,
    values.custom,
    world.catalog,
  )
  const list = planList(resolution, world) ?? parts.list
  if (list) return list
  const problems = [...resolution.problems, ...parts.problems]
  const purpose = { kind: 'lead' as const, values: { ...values, leftOut }, accounts, deals }
  const lead: JsonObject = { ...payload, ...parts.payload }
  if (person.leadId === undefined)
    return callStep(purpose, createLead({ email, ...lead }), { problems, once: MARK })
  return Object.keys(lead).length === 0
    ? { do: 'settle', purpose, problems }
    : callStep(purpose, updateLead(person.leadId, { email, ...lead }), { problems })
}

export const lead: PersonSettlement<'lead'> = {
  settle(person, purpose, { answer, now }) {
    done(person, purpose)
    settleValues(person, purpose.values, now)
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

/** The first company and deal travel with the lead, the others wait until the person is a contact. */
function done(person: Person, { values, accounts, deals }: PurposeOf<'lead'>): void {
  markDelivered(person.fields, values.fields)
  markDelivered(person.custom, values.custom)
  for (const name of accounts) person.accounts[name] = true
  for (const name of deals) {
    const deal = person.deals[name]
    if (!deal) continue
    deal.id ??= 0
    markDelivered(deal.fields, waitingValues(deal.fields))
    markDelivered(deal.custom, waitingValues(deal.custom))
  }
}
