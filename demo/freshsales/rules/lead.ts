import { type Crm, type Field, isObject, type Json, type JsonObject } from '../crm.ts'
import { LEAD_COMPANY_FIELDS, LEAD_DEAL_FIELDS, LEAD_FIELDS } from '../facts/leadFields.ts'
import { presentEmails, settleEmails, takenEmails } from './contactEmails.ts'
import { identifyBy } from './identify.ts'
import { emailsOf, primaryEmail } from './keys.ts'
import type { Draft, Kind } from './kind.ts'
import {
  includeChoice,
  includeOwner,
  money,
  presentCustom,
  presentFields,
  presentLinks,
  presentTimes,
} from './present.ts'
import { includeAttached } from './targets.ts'
import { readField, readInto } from './write.ts'

const NESTED: { readonly [name: string]: readonly Field[] } = {
  company: LEAD_COMPANY_FIELDS,
  deal: LEAD_DEAL_FIELDS,
}

export const LEAD: Kind = {
  name: 'lead',
  wrapper: 'lead',
  plural: 'leads',
  fields: LEAD_FIELDS,
  start: () => ({ tags: [], emails: [] }),
  otherContentTypeStatus: 400,
  settle: (draft, crm) => ({
    ...draft.values,
    emails: settleEmails(draft, crm),
    lead_stage_id: draft.values['lead_stage_id'] ?? crm.settings.lists.lead_stages[0]?.id ?? null,
    ...nested(draft, crm).values,
  }),
  problems: (draft, crm) => [
    ...(isNamed(draft.values) ? [] : ['Need to fill this Email']),
    ...takenEmails(draft, 'lead', crm).map((email) => `${email} already exists.`),
    ...nested(draft, crm).problems,
  ],
  identify: (identifier, crm) => identifyBy('lead', ['emails', 'id'], identifier, crm),
  present: (record, crm) => ({
    id: record.id,
    ...presentFields(LEAD_FIELDS, record),
    display_name: [record.values['first_name'], record.values['last_name']]
      .filter(Boolean)
      .join(' '),
    email: primaryEmail(record.values),
    emails: presentEmails(record.values),
    deal: presentNestedDeal(record.values['deal']),
    lead_score: 0,
    avatar: null,
    links: presentLinks('leads', record.id),
    custom_field: presentCustom('lead', record, crm),
    is_deleted: record.deletedAt !== null,
    ...presentTimes(record, crm),
  }),
  includes: {
    owner: includeOwner,
    source: includeChoice('lead_source_id', 'lead_sources', 'lead_sources'),
    lead_stage: includeChoice('lead_stage_id', 'lead_stages', 'lead_stages'),
    notes: includeAttached('note', 'notes'),
    tasks: includeAttached('task', 'tasks'),
  },
}

/** The company and the deal inside a lead, read field by field over what they were. */
function nested({ record, sent }: Draft, crm: Crm): { values: JsonObject; problems: string[] } {
  const values: JsonObject = {}
  const problems: string[] = []
  for (const [name, fields] of Object.entries(NESTED)) {
    const part = sent[name]
    if (!isObject(part)) continue
    const before = record?.values[name]
    const read = readInto(
      isObject(before) ? before : {},
      { fields, sent: part, read: readField },
      crm,
    )
    values[name] = read.values
    problems.push(...read.problems)
  }
  return { values, problems }
}

/** Clients disagree on what a lead needs; any of these has been enough for one of them. */
function isNamed(values: JsonObject): boolean {
  return Boolean(values['last_name'] || values['mobile_number']) || emailsOf(values).length > 0
}

function presentNestedDeal(deal: Json | undefined): Json {
  return isObject(deal) ? { ...deal, amount: money(deal['amount']) } : null
}
