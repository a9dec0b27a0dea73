import { type Field, listIds, texts } from './field.ts'

/** Leads exist on classic accounts only, with what is known of company and deal inside. */
export const LEAD_FIELDS: readonly Field[] = [
  ...texts({ first_name: 'First name', last_name: 'Last name' }),
  { name: 'emails', label: 'Emails', holds: 'emails', hidden: true },
  { name: 'email', label: 'Email', holds: 'emails', into: 'emails', hidden: true },
  ...texts({
    job_title: 'Job title',
    department: 'Department',
    work_number: 'Work',
    mobile_number: 'Mobile',
    address: 'Address',
    city: 'City',
    state: 'State',
    zipcode: 'Zipcode',
    country: 'Country',
    time_zone: 'Time zone',
    medium: 'Medium',
    keyword: 'Keyword',
    external_id: 'External ID',
    facebook: 'Facebook',
    twitter: 'Twitter',
    linkedin: 'LinkedIn',
  }),
  ...listIds({
    lead_stage_id: ['Lead stage', 'lead_stages'],
    lead_reason_id: ['Unqualified reason', 'lead_reasons'],
    lead_source_id: ['Source', 'lead_sources'],
    owner_id: ['Sales owner', 'owners'],
    campaign_id: ['Campaign', 'campaigns'],
    territory_id: ['Territory', 'territories'],
  }),
  { name: 'has_authority', label: 'Has authority', holds: 'flag' },
  { name: 'do_not_disturb', label: 'Do not disturb', holds: 'flag' },
  { name: 'company', label: 'Company', holds: 'nested' },
  { name: 'deal', label: 'Deal', holds: 'nested' },
  { name: 'tags', label: 'Tags', holds: 'tags' },
]

export const LEAD_COMPANY_FIELDS: readonly Field[] = [
  ...texts({
    name: 'Company name',
    address: 'Company address',
    city: 'Company city',
    state: 'Company state',
    zipcode: 'Company zipcode',
    country: 'Company country',
    phone: 'Company phone',
  }),
  { name: 'website', label: 'Company website', holds: 'website', maxLength: 255 },
  { name: 'number_of_employees', label: 'Number of employees', holds: 'employees' },
  { name: 'annual_revenue', label: 'Annual revenue', holds: 'number' },
  ...listIds({
    industry_type_id: ['Industry type', 'industry_types'],
    business_type_id: ['Business type', 'business_types'],
  }),
]

export const LEAD_DEAL_FIELDS: readonly Field[] = [
  ...texts({ name: 'Deal name' }),
  { name: 'amount', label: 'Deal value', holds: 'amount' },
  { name: 'expected_close', label: 'Expected close date', holds: 'date' },
  ...listIds({
    currency_id: ['Currency', 'currencies'],
    deal_product_id: ['Product', 'deal_products'],
  }),
]
