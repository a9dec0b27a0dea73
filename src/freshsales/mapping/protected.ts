import type { Provenance } from '../word.ts'
import type { RecordObject } from './tables.ts'

/**
 * What decides about a lead, its money or its links: only a server sets it, or somebody whose identity
 * is signed, on the records that are their own. By mapped field, so that every spelling is the same.
 */
const PROTECTED: { readonly [record in RecordObject]?: ReadonlySet<string> } = {
  contact: new Set([
    'external_id',
    'owner_id',
    'territory_id',
    'lifecycle_stage_id',
    'contact_status_id',
    'lost_reason_id',
    'sales_accounts',
    'sales_account_id',
    'work_email',
  ]),
  account: new Set(['owner_id', 'territory_id', 'parent_sales_account_id']),
  deal: new Set([
    'amount',
    'deal_stage_id',
    'deal_pipeline_id',
    'deal_reason_id',
    'deal_payment_status_id',
    'closed_date',
    'probability',
    'forecast_category',
    'owner_id',
    'territory_id',
    'sales_account_id',
  ]),
  activity: new Set(['owner_id', 'creater_id', 'target']),
}

/** What a page may say of a contact that is new, and never of one that was there. */
const OF_NEW_CONTACTS: ReadonlySet<string> = new Set([
  'external_id',
  'subscription_status',
  'subscription_types',
  'unsubscription_reason',
  'other_unsubscription_reason',
  'whatsapp_subscription_status',
  'sms_subscription_status',
  'lead_source_id',
  'campaign_id',
  'utm_campaign',
  'medium',
  'keyword',
])

/** A signature says who a person is: it vouches for what is theirs, not for a company or a colleague's calendar. */
const THEIR_OWN: ReadonlySet<RecordObject> = new Set(['contact', 'lead', 'deal'])

/** Whether somebody of that rank may not set the field of a record, however it is spelled. */
export function isProtected(object: RecordObject, field: string, provenance: Provenance): boolean {
  if (provenance === 'server') return false
  if (provenance === 'signed' && THEIR_OWN.has(object)) return false
  return PROTECTED[object === 'lead' ? 'contact' : object]?.has(field) === true
}

/** Whether a page may set the field of a new contact only: consent, and where the contact came from. */
export function isForNewContacts(field: string): boolean {
  return OF_NEW_CONTACTS.has(field)
}
