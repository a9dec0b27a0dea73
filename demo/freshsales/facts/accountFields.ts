import { type Field, listIds, TEXT_CHARACTERS, texts } from './field.ts'

/** Number of employees is kept as the lower bound of its bucket. */
export const EMPLOYEE_BUCKETS = [1, 11, 51, 201, 501, 1001, 5001, 10001] as const

export const ACCOUNT_FIELDS: readonly Field[] = [
  ...texts({ name: 'Name' }),
  { name: 'website', label: 'Website', holds: 'website', maxLength: TEXT_CHARACTERS },
  { name: 'phone', label: 'Phone', holds: 'phone', maxLength: TEXT_CHARACTERS },
  ...texts({
    address: 'Address',
    city: 'City',
    state: 'State',
    zipcode: 'Zipcode',
    country: 'Country',
    facebook: 'Facebook',
    twitter: 'Twitter',
    linkedin: 'LinkedIn',
  }),
  { name: 'number_of_employees', label: 'Number of employees', holds: 'employees' },
  { name: 'annual_revenue', label: 'Annual revenue', holds: 'number' },
  ...listIds({ owner_id: ['Sales owner', 'owners'] }),
  // To be asked for with `include`, like most ids.
  ...listIds({
    industry_type_id: ['Industry type', 'industry_types'],
    business_type_id: ['Business type', 'business_types'],
    territory_id: ['Territory', 'territories'],
  }).map((field) => ({ ...field, hidden: true })),
  { name: 'parent_sales_account_id', label: 'Parent account', holds: 'number' },
  { name: 'tags', label: 'Tags', holds: 'tags' },
]
