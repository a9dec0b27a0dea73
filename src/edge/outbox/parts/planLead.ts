import { findLeadOrContact } from '../../../freshsales/api/findContact.ts'
import { createLead, updateLead, upsertLead } from '../../../freshsales/api/request.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { isInDoubt } from '../person/markInDoubt.ts'
import { isNew } from '../person/personCore.ts'
import { type StampedRecord, type Values, waitingRecord } from '../person/stamped.ts'
import { goesAsLead, hasFieldsWaiting } from './contactState.ts'
import { divideWaiting, fillCustom } from './divideWaiting.ts'
import { DOUBT_KEY, type LeadPerson, type LeadPurpose } from './leadState.ts'
import { callStep, type PlanContext, type Step } from './part.ts'
import { planLeadParts } from './planLeadParts.ts'
import { planList } from './planList.ts'
import { stampDefaults } from './stampDefaults.ts'
/** A contact of this address gets all, and a lead is looked for before it is made. */
export function planLead(person: LeadPerson, context: PlanContext): Step<LeadPurpose> | undefined {
  const { email, leadId } = person
  if (!email || !goesAsLead(person, context)) return undefined
  const parts = planLeadParts(person, context)
  const { accounts, deals } = parts
  if (!isNew(person) && !hasFieldsWaiting(person) && !accounts.length && !deals.length)
    return undefined
  if (leadId === undefined && (!person.looked || isInDoubt(person, DOUBT_KEY)))
    return callStep({ kind: 'findLead' }, findLeadOrContact(email))

  const isMade = leadId === undefined && !person.taken
  const divided = isMade ? undefined : divideWaiting(thatWasThere(person), context.config)
  const values = divided ?? withDefaults(person, context)
  const resolution = resolve('lead', values.fields, values.custom, context.catalog)
  const list = planList(resolution, context) ?? parts.list
  if (list) return list
  const problems = [...resolution.problems, ...parts.problems]
  const filled = divided && fillCustom('lead', resolution.payload, { person, divided, context })
  const payload: JsonObject = { ...(filled ?? resolution).payload, ...parts.payload }
  const { leftOut } = resolution
  const { fields, custom } = values
  const purpose: LeadPurpose = {
    kind: 'lead',
    values: { fields: { ...fields, ...divided?.dropped }, custom, leftOut },
    asked: { ...divided?.asked, ...filled?.asked },
    accounts,
    deals,
  }
  if (leadId === undefined) {
    // An upsert would write the defaults over what a lead has that no lookup shows yet.
    const hasDefaults = isMade && Object.keys(context.config.defaults).length > 0
    const call = hasDefaults
      ? createLead({ email, ...payload })
      : upsertLead({ email, lead: payload })
    return callStep(purpose, call, { problems, doubtKey: DOUBT_KEY })
  }
  return Object.keys(payload).length === 0
    ? { do: 'settle', purpose, problems }
    : callStep(purpose, updateLead(leadId, { email, ...payload }), { problems })
}

/** One that is known, or that Freshsales says is there; rows of before do not tell. */
const thatWasThere = (person: LeadPerson): LeadPerson => ({
  ...person,
  existed: person.taken !== undefined || (person.existed ?? true),
})

function withDefaults(person: StampedRecord, { config }: PlanContext): Values {
  const fields = { ...person.fields }
  stampDefaults({ fields, custom: {} }, config.defaults)
  return waitingRecord({ fields, custom: person.custom })
}
