import { ZIPCODE_SOURCES } from './contact.ts'
import { type Row, traits } from './row.ts'

const STRING_ADDRESS = 'a text address is stored empty, an object gets stray blanks'

/**
 * An account: what `group` and the `company` of an `identify` become. Its name is the unique identifier.
 * Intentionally without `street`: RudderStack's documented sample sends it and no address comes of it.
 */
// biome-ignore format: a table reads best with one row a line
export const ACCOUNT = [
  { field: 'name', from: traits('name'), also: traits('companyName', 'company', 'organization', 'organizationName'), as: 'text', example: 'Acme' },
  { field: 'industry_type_id', from: traits('industryTypeId'), also: traits('industry', 'industryType'), as: 'reference', list: 'industry_types', example: 'Technology' },
  { field: 'business_type_id', from: traits('business_type_id', 'businessTypeId'), also: traits('businessType'), as: 'reference', list: 'business_types', example: 'Partner' },
  { field: 'phone', from: [...traits('phone'), 'properties.phone'], also: traits('phoneNumber', 'telephone'), as: 'phone', example: '+1 555 0199' },
  { field: 'number_of_employees', from: traits('numberOfEmployees'), also: traits('employees', 'employee_count', 'companySize', 'headcount', 'size'), as: 'headcount', example: 51 },
  { field: 'annual_revenue', from: traits('annualRevenue'), also: traits('revenue'), as: 'amount', example: '10000.50 USD' },
  { field: 'address', from: traits('address'), also: traits('address1'), as: 'address', example: '1 Main St', lostByRudderStack: STRING_ADDRESS },
  { field: 'city', from: traits('city', 'address.city'), as: 'text', example: 'Pune' },
  { field: 'state', from: traits('state', 'address.state'), also: traits('region', 'address.region'), as: 'text', example: 'MH' },
  { field: 'country', from: traits('address.country', 'country'), as: 'text', example: 'India' },
  { field: 'zipcode', from: ZIPCODE_SOURCES, also: traits('postcode'), as: 'text', example: '411001' },
  { field: 'website', from: traits('website'), also: traits('domain', 'url', 'homepage'), as: 'text', example: 'https://acme.example' },
  { field: 'territory_id', from: traits('territoryId'), also: traits('territory'), as: 'reference', list: 'territories', protected: 'always', example: 'North' },
  { field: 'parent_sales_account_id', from: traits('parentSalesAccountId'), as: 'reference', protected: 'always', example: 70000000102 },
  { field: 'owner_id', from: traits('ownerId'), also: traits('owner', 'salesOwner'), as: 'reference', list: 'owners', protected: 'always', example: 'ann@acme.com' },
  { field: 'facebook', from: traits('facebookUserName'), as: 'text', example: 'acme' },
  { field: 'twitter', from: traits('twitterUserName'), as: 'text', example: 'acme' },
  { field: 'linkedin', from: traits('linkedinUserName'), as: 'text', example: 'acme' },
  { field: 'tags', from: [], as: 'tags', example: ['customer'] },
  { field: 'created_at', from: traits('createdAt'), as: 'moment', example: '2024-01-01T00:00:00Z', lostByRudderStack: 'epoch numbers are not converted; without it, now is sent' },
] as const satisfies readonly Row[]
