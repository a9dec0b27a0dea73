import { type Crm, type JsonObject, listItem } from '../crm.ts'
import { CONTACT_FIELDS } from '../facts/contactFields.ts'
import type { StoredRecord } from '../store/records.ts'
import {
  accountProblems,
  CONTACT_RECORD_TYPE,
  presentAccounts,
  settleAccounts,
} from './contactAccounts.ts'
import { presentEmails, settleEmails, takenEmails, tooManyEmails } from './contactEmails.ts'
import { dealTotals } from './dealTotals.ts'
import { identifyBy } from './identify.ts'
import { emailsOf, primaryEmail } from './keys.ts'
import type { Draft, Included, Kind } from './kind.ts'
import { lifecycleProblems, presentLifecycleStage, settleLifecycle } from './lifecycle.ts'
import {
  includeChoice,
  includeOwner,
  presentCustom,
  presentFields,
  presentLinks,
  presentTimes,
} from './present.ts'
import { presentContacted } from './presentContacted.ts'
import { includeAttached } from './targets.ts'

export const CONTACT: Kind = {
  name: 'contact',
  wrapper: 'contact',
  plural: 'contacts',
  fields: CONTACT_FIELDS,
  start: ({ settings }) => ({
    tags: [],
    emails: [],
    sales_accounts: [],
    ...SUBSCRIPTION[settings.behaviour.newSubscriptionStatus],
  }),
  otherContentTypeStatus: 400,
  settle: (draft, crm) => ({
    ...draft.values,
    ...settleLifecycle(draft, crm),
    emails: settleEmails(draft, crm),
    sales_accounts:
      'sales_accounts' in draft.sent
        ? settleAccounts(draft.values['sales_accounts'])
        : (draft.values['sales_accounts'] ?? []),
  }),
  problems: (draft, crm) => [
    ...missingIdentity(draft, crm),
    ...takenEmails(draft, 'contact', crm).map((email) => `${email} already exists.`),
    ...tooManyEmails(draft, crm),
    ...takenTexts(draft, crm),
    ...lifecycleProblems(draft, crm),
    ...('sales_accounts' in draft.sent ? accountProblems(draft.values, crm) : []),
  ],
  identify: (identifier, crm) =>
    identifyBy('contact', crm.settings.behaviour.contactIdentifiers, identifier, crm),
  present: presentContact,
  includes: {
    owner: includeOwner,
    source: includeChoice('lead_source_id', 'lead_sources', 'lead_sources'),
    campaign: includeChoice('campaign_id', 'campaigns', 'campaigns'),
    territory: includeChoice('territory_id', 'territories', 'territories'),
    lifecycle_stage: includeLifecycleStage,
    contact_status: includeChoice('contact_status_id', 'contact_statuses', 'contact_status'),
    sales_accounts: (record, crm) => ({ inside: { sales_accounts: presentAccounts(record, crm) } }),
    deals: includeAttached('deal', 'deals'),
    notes: includeAttached('note', 'notes'),
    tasks: includeAttached('task', 'tasks'),
    appointments: includeAttached('appointment', 'appointments'),
    emails: () => ({}),
  },
}

function includeLifecycleStage({ values }: StoredRecord, crm: Crm): Included {
  const stage = listItem(crm, 'lifecycle_stages', values['lifecycle_stage_id'])
  return {
    inside: { lifecycle_stage_id: stage?.id ?? null },
    beside: { lifecycle_stages: stage ? [presentLifecycleStage(stage, crm)] : [] },
  }
}

/** As recorded of contacts that the API made: subscribed to every kind of mail, or to nothing. */
const SUBSCRIPTION: { readonly [status in 1 | 2]: JsonObject } = {
  1: {
    subscription_status: 1,
    subscription_types: '2;3;4;5;1',
    sms_subscription_status: 2,
    whatsapp_subscription_status: 2,
  },
  2: { subscription_status: 2 },
}

function presentContact(record: StoredRecord, crm: Crm): JsonObject {
  const { values, id } = record
  return {
    id,
    ...presentFields(CONTACT_FIELDS, record),
    display_name:
      [values['first_name'], values['last_name']].filter(Boolean).join(' ') || primaryEmail(values),
    email: primaryEmail(values),
    emails: presentEmails(values),
    phone_numbers: [],
    lead_score: 0,
    customer_fit: 0,
    ...presentContacted(record, crm),
    ...dealTotals('contact', record, crm),
    last_seen: null,
    last_seen_chat: null,
    first_seen_chat: null,
    total_sessions: null,
    web_form_ids: null,
    system_tags: [],
    record_type_id: CONTACT_RECORD_TYPE,
    // Beyond what a JavaScript number holds exactly, as on a real account: not to be parsed or kept.
    mcr_id: 1_400_000_000_000_000_000 + id,
    avatar: null,
    links: presentLinks('contacts', id),
    custom_field: presentCustom('contact', record, crm),
    is_deleted: record.deletedAt !== null,
    ...presentTimes(record, crm),
  }
}

/** A malformed address is refused as such, and not as a missing one too. */
function missingIdentity({ sent, values }: Draft, crm: Crm): string[] {
  const isByMobile =
    crm.settings.behaviour.contactNeeds === 'email or mobile' && Boolean(values['mobile_number'])
  const hasEmail = emailsOf(values).length > 0 || Boolean(sent['email']) || Boolean(sent['emails'])
  return hasEmail || isByMobile ? [] : ['Need to fill this Email']
}

/** `MobileNumber is not unique`, in Rails' spelling of the field. */
function takenTexts({ record, values }: Draft, crm: Crm): string[] {
  return crm.settings.behaviour.uniqueContactFields.flatMap((name) => {
    const value = values[name]
    if (typeof value !== 'string' || value === '') return []
    const others = crm.store.records.find('contact', [name, value.trim().toLowerCase()])
    const label = name.replace(/(^|_)([a-z])/g, (_match, _start, letter: string) =>
      letter.toUpperCase(),
    )
    return others.some(({ id }) => id !== record?.id) ? [`${label} is not unique`] : []
  })
}
