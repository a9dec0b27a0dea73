import type { JsonObject } from '../../protocol/event.ts'

/**
 * A lead, on classic accounts. It takes the contact's fields that it has, under these names, and
 * carries its company and its deal inside.
 */
export const LEAD_FIELDS: ReadonlyMap<string, string> = new Map([
  ['emails', 'email'],
  ...[
    'first_name',
    'last_name',
    'job_title',
    'work_number',
    'mobile_number',
    'address',
    'city',
    'state',
    'zipcode',
    'country',
    'time_zone',
    'lead_source_id',
    'owner_id',
    'campaign_id',
    'territory_id',
    'medium',
    'keyword',
    'facebook',
    'twitter',
    'linkedin',
  ].map((field): [string, string] => [field, field]),
])

const COMPANY_FIELDS = [
  'name',
  'address',
  'city',
  'state',
  'zipcode',
  'country',
  'number_of_employees',
  'annual_revenue',
  'website',
  'phone',
  'industry_type_id',
  'business_type_id',
]

const DEAL_FIELDS = ['name', 'amount', 'currency_id', 'expected_close', 'deal_product_id']

/** An account's payload as the `company` of a lead. */
export function leadCompany(account: JsonObject): JsonObject {
  return pick(account, COMPANY_FIELDS)
}

/** A deal's payload as the `deal` of a lead. */
export function leadDeal(deal: JsonObject): JsonObject {
  return pick(deal, DEAL_FIELDS)
}

function pick(from: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(
    fields.flatMap((field) => (from[field] === undefined ? [] : [[field, from[field]]])),
  )
}
