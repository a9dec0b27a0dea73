import type { Call } from '../../../freshsales/api/call.ts'
import type { RefusedError } from '../../../freshsales/api/errors.ts'
import { readFound } from '../../../freshsales/api/readFound.ts'
import { readId, readRecord } from '../../../freshsales/api/readId.ts'
import { createLead } from '../../../freshsales/api/request.ts'
import { isObject } from '../../../protocol/json.ts'
import { clearDoubt } from '../person/markInDoubt.ts'
import { dropValues, putValuesBack, settleValues, waitingRecord } from '../person/stamped.ts'
import { markCompanies } from './companies.ts'
import { reopenLeadDeal } from './dealsState.ts'
import { DOUBT_KEY, type LeadPerson, type LeadPurpose, type LeadState } from './leadState.ts'
import type { Part, Refusal } from './part.ts'
import { planLead } from './planLead.ts'
import { readLeadBlanks } from './readBlanks.ts'
import { DEFAULTS_HELP } from './stampDefaults.ts'
import { tellSettled } from './tellVisit.ts'

/** Classic accounts: people begin as leads. */
export const lead = {
  name: 'lead',
  after: [],
  owns: { looked: true, taken: true },
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
      settle(person, purpose, outcome) {
        const { answer, now, config } = outcome
        settleValues(person, purpose.values, now)
        settleInside(person, purpose)
        const id = readId(answer, 'lead')
        if (id !== undefined) person.leadId = id
        const lead = readRecord(answer, 'lead')
        if (lead) person.blank = readLeadBlanks(lead, config)
        person.existed ??= person.taken !== undefined
        delete person.taken
        tellSettled(person, purpose, outcome)
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

      needsContact: ({ leadId }) => leadId !== undefined,
      letGo: (person, _purpose, refusal) => lookAgain(person, refusal),
      defaults: DEFAULTS_HELP,
      lastResort: withoutUpsert,
    },

    findLead: {
      settle(person, _purpose, { answer, config }) {
        person.looked = true
        clearDoubt(person, DOUBT_KEY)
        const [contact] = readFound(answer, 'contacts')
        const [lead] = readFound(answer, 'leads')
        if (contact) {
          person.contactId = contact.id
          person.existed = true
        } else if (lead) {
          person.leadId = lead.id
          person.existed = true
          person.blank = readLeadBlanks(lead.record, config)
        }
        return []
      },

      refuse(person) {
        clearDoubt(person, DOUBT_KEY)
        person.looked = true
        return undefined
      },
    },
  },

  forgetRecord(person) {
    delete person.looked
    delete person.taken
  },

  describe: () => ({}),
} satisfies Part<LeadState, LeadPurpose, object, LeadPerson>

/** Lookups show a lead some seconds after it was made. */
const LAG_MS = 30_000

/** After this many looks it is no lag: somebody else has the address. */
const MAX_LOOKS = 5

const TAKEN = /already exist|not unique|ya existe|existiert bereits|existe déjà|já existe/i

/** Made by somebody else a moment ago: it is looked for until it shows, or upserted where that is possible. */
function lookAgain(person: LeadPerson, { now, status, messages }: Refusal): boolean {
  const isTaken = messages.some((message) => TAKEN.test(message))
  const { taken = 0 } = person
  if (!isTaken || status === NOT_FOUND || taken >= MAX_LOOKS) return false
  person.taken = taken + 1
  person.retryAt = now + LAG_MS
  delete person.looked
  return true
}

const NOT_FOUND = 404

/** Accounts differ: where leads cannot be upserted they are made. */
function withoutUpsert(call: Call, { status }: RefusedError) {
  const lead = call.body?.['lead']
  if (status !== NOT_FOUND || call.path !== '/leads/upsert' || !isObject(lead)) return undefined
  return { call: createLead(lead), problems: [] }
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
