import { readId } from '../../../freshsales/api/readId.ts'
import {
  createLead,
  findLead as findLeadCall,
  updateLead,
} from '../../../freshsales/api/request.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import type { Json, JsonObject } from '../../../protocol/event.ts'
import { clearDoubt, isInDoubt } from '../person/markInDoubt.ts'
import { isNew, type PersonCore } from '../person/personCore.ts'
import {
  dropValues,
  putValuesBack,
  type StampedRecord,
  settleValues,
  type Values,
  waitingRecord,
} from '../person/stamped.ts'
import { type CompaniesState, markCompanies } from './companies.ts'
import { goesAsLead, hasFieldsWaiting } from './contactState.ts'
import { type DealsState, reopenLeadDeal } from './dealsState.ts'
import { callStep, type Part, type PlanContext, type Step } from './part.ts'
import { planLeadParts } from './planLeadParts.ts'
import { planList } from './planList.ts'
import { DEFAULTS_HELP, stampDefaults } from './stampDefaults.ts'

export interface LeadState {
  /** Whether the lead is there already has been looked up. */
  looked?: boolean
}

/** A lead has no values of its own: it carries the contact's, and the first company and deal inside. */
type LeadPerson = PersonCore & LeadState & StampedRecord & CompaniesState & DealsState

type LeadPurpose =
  | {
      kind: 'lead'
      values: Values
      accounts: string[]
      deals: string[]
    }
  | {
      kind: 'findLead'
    }

const DOUBT_KEY = 'lead'

/** Classic accounts: people begin as leads. */
export const lead = {
  name: 'lead',
  after: [],
  owns: { looked: true },
  removes: {},
  empty: () => ({}),

  fold: {
    /** Someone is to be a contact. What a lead of theirs was given is the contact's as well. */
    contact(person, { asContact }, { forgetRecord }) {
      if (!asContact || person.asContact) return
      person.asContact = true
      if (person.leadId !== undefined) forgetRecord()
    },
  },

  merge: () => undefined,
  due: () => undefined,
  plan: planLead,

  calls: {
    lead: {
      settle(person, purpose, { answer, now }) {
        settleValues(person, purpose.values, now)
        settleInside(person, purpose)
        const id = readId(answer, 'lead')
        if (id !== undefined) person.leadId = id
        return []
      },

      refuse(person, purpose) {
        dropValues(person, purpose.values)
        settleInside(person, purpose)
        if (person.leadId === undefined) person.refused = true
        return undefined
      },

      putBack(person, { values, accounts, deals }) {
        putValuesBack(person, values)
        markCompanies(person, accounts, false)
        for (const name of deals) reopenLeadDeal(person, name)
      },

      defaults: DEFAULTS_HELP,
    },

    findLead: {
      settle(person, _purpose, { answer }) {
        person.looked = true
        clearDoubt(person, DOUBT_KEY)
        const leads = answer?.body['leads'] as { leads?: { [name: string]: Json }[] } | undefined
        const id = Number(leads?.leads?.[0]?.['id'])
        if (Number.isSafeInteger(id)) person.leadId = id
        return []
      },

      refuse(person) {
        clearDoubt(person, DOUBT_KEY)
        person.looked = true
        return undefined
      },
    },
  },

  describe: () => ({}),
} satisfies Part<LeadState, LeadPurpose, object, LeadPerson>

/** There is no upsert for leads, so one is looked for by e-mail before it is made. */
function planLead(person: LeadPerson, context: PlanContext): Step<LeadPurpose> | undefined {
  const { email, leadId } = person
  if (!email || !goesAsLead(person, context)) return undefined
  const parts = planLeadParts(person, context)
  const { accounts, deals } = parts
  if (!isNew(person) && !hasFieldsWaiting(person) && !accounts.length && !deals.length)
    return undefined
  if (leadId === undefined && (!person.looked || isInDoubt(person, DOUBT_KEY)))
    return callStep({ kind: 'findLead' }, findLeadCall(email))

  const values = leadId === undefined ? withDefaults(person, context) : waitingRecord(person)
  const resolution = resolve('lead', values.fields, values.custom, context.catalog)
  const list = planList(resolution, context) ?? parts.list
  if (list) return list
  const problems = [...resolution.problems, ...parts.problems]
  const { leftOut } = resolution
  const purpose: LeadPurpose = { kind: 'lead', values: { ...values, leftOut }, accounts, deals }
  const payload: JsonObject = { ...resolution.payload, ...parts.payload }
  if (leadId === undefined)
    return callStep(purpose, createLead({ email, ...payload }), { problems, doubtKey: DOUBT_KEY })
  return Object.keys(payload).length === 0
    ? { do: 'settle', purpose, problems }
    : callStep(purpose, updateLead(leadId, { email, ...payload }), { problems })
}

function withDefaults(person: StampedRecord, { config }: PlanContext): Values {
  const fields = { ...person.fields }
  stampDefaults({ fields, custom: {} }, config.defaults)
  return waitingRecord({ fields, custom: person.custom })
}

/** The first company and deal travel with the lead, the others wait until the person is a contact. */
function settleInside(
  person: LeadPerson,
  { accounts, deals }: { accounts: string[]; deals: string[] },
): void {
  markCompanies(person, accounts, true)
  for (const name of deals) {
    const deal = person.deals[name]
    if (!deal) continue
    deal.id ??= 0
    dropValues(deal, waitingRecord(deal))
  }
}
