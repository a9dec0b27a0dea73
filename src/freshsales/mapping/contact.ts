import { contextTraits, type Row, traits } from './row.ts'

export const POSTCODE = [
  'zip',
  'zipcode',
  'zip_code',
  'zipCode',
  'postalcode',
  'postal_code',
  'postalCode',
]
const ADDRESS_POSTCODE = ['postalcode', 'postal_code', 'postalCode'].map((key) => `address.${key}`)
const zipInAddress = (...keys: string[]) => [
  ...keys.map((key) => `address.${key}`),
  ...ADDRESS_POSTCODE,
]

/** The two halves differ in one detail, the rank of `zip`; that is how RudderStack reads it. */
export const ZIPCODE_SOURCES: readonly string[] = [
  ...[...POSTCODE, ...zipInAddress('zipcode', 'zip_code', 'zip', 'zipCode')].map(
    (key) => `traits.${key}`,
  ),
  ...contextTraits(...POSTCODE, ...zipInAddress('zip', 'zipcode', 'zip_code', 'zipCode')),
]

const STRING_ADDRESS = 'a text address is stored empty, an object gets stray blanks'

/** A contact. The e-mail address and the name's halves have rules of their own: `interpret/identify.ts`. */
// biome-ignore format: a table reads best with one row a line
export const CONTACT = [
  { field: 'first_name', from: traits('firstName', 'firstname', 'first_name'), also: traits('givenName', 'given_name', 'forename', 'fname'), as: 'text', example: 'Ada' },
  { field: 'last_name', from: traits('lastName', 'lastname', 'last_name'), also: traits('familyName', 'family_name', 'surname', 'lname'), as: 'text', example: 'Lovelace' },
  { field: 'job_title', from: traits('job_title', 'jobTitle'), also: traits('title', 'position'), as: 'text', example: 'Engineer' },
  { field: 'work_number', from: [...traits('phone'), 'properties.phone'], also: traits('workPhone', 'phoneNumber', 'phone_number', 'telephone', 'tel'), as: 'phone', example: '+1 555 0100' },
  { field: 'mobile_number', from: traits('mobileNumber'), also: traits('mobile', 'mobilePhone', 'cellPhone', 'cell'), as: 'phone', example: '+1 555 0101' },
  { field: 'external_id', from: ['userId', 'traits.userId', 'traits.id', ...contextTraits('userId', 'id')], as: 'text', protected: 'always', example: 'user-1' },
  { field: 'address', from: traits('address'), also: traits('street', 'street_address', 'address1', 'addressLine1'), as: 'address', example: '1 Main St', lostByRudderStack: STRING_ADDRESS },
  { field: 'city', from: traits('city', 'address.city'), also: traits('town', 'locality', 'address.locality'), as: 'text', example: 'Pune' },
  { field: 'state', from: traits('state', 'address.state'), also: traits('region', 'address.region', 'province'), as: 'text', example: 'MH' },
  { field: 'country', from: traits('address.country', 'country'), also: traits('countryName', 'countryCode'), as: 'text', example: 'India' },
  { field: 'zipcode', from: ZIPCODE_SOURCES, also: traits('postcode'), as: 'text', example: '411001' },
  { field: 'subscription_status', from: traits('subscriptionStatus'), as: 'subscription status', protected: 'once there', example: 'subscribed' },
  { field: 'subscription_types', from: traits('subscriptionTypes'), as: 'subscription types', protected: 'once there', example: ['newsletter', 'promotional'] },
  { field: 'unsubscription_reason', from: [], as: 'as it is', protected: 'once there', example: 6 },
  { field: 'other_unsubscription_reason', from: [], as: 'text', protected: 'once there', example: 'Moved' },
  { field: 'whatsapp_subscription_status', from: [], as: 'subscription status', protected: 'once there', example: 1 },
  { field: 'sms_subscription_status', from: [], as: 'subscription status', protected: 'once there', example: 1 },
  { field: 'sales_accounts', from: traits('salesAccounts', 'sales_accounts'), as: 'as it is', protected: 'always', example: [{ id: 70000000101, is_primary: true }] },
  { field: 'sales_account_id', from: [], as: 'reference', protected: 'always', example: 70000000101 },
  { field: 'owner_id', from: traits('ownerId'), also: traits('owner', 'salesOwner'), as: 'reference', list: 'owners', protected: 'always', example: 'ann@acme.com' },
  { field: 'territory_id', from: traits('territoryId'), also: traits('territory'), as: 'reference', list: 'territories', protected: 'always', example: 'North' },
  { field: 'lead_source_id', from: traits('leadSourceId'), also: traits('leadSource'), as: 'reference', list: 'lead_sources', protected: 'once there', example: 'Web' },
  { field: 'visit_lead_source', from: [], also: ['context.attribution.first.leadSource'], as: 'reference', list: 'lead_sources', instead: 'lead_source_id', writes: 'once', example: 'Organic Search' },
  { field: 'lifecycle_stage_id', from: traits('lifecycleStageId'), also: traits('lifecycleStage', 'lifecycleStageName'), as: 'reference', list: 'lifecycle_stages', protected: 'always', example: 'Lead' },
  { field: 'contact_status_id', from: traits('contactStatusId'), also: traits('contactStatus'), as: 'reference', list: 'contact_statuses', protected: 'always', example: 'New' },
  { field: 'lost_reason_id', from: [], as: 'reference', protected: 'always', example: 70000000501 },
  { field: 'campaign_id', from: traits('campaignId', 'campaign_id'), also: traits('campaign'), as: 'reference', list: 'campaigns', protected: 'once there', example: 'Spring' },
  { field: 'utm_campaign', from: ['context.campaign.name'], also: ['context.attribution.last.name'], as: 'reference', list: 'campaigns', instead: 'campaign_id', writes: 'fills', example: 'Spring', lostByRudderStack: 'a text is lost, only an id arrives' },
  { field: 'medium', from: traits('medium'), as: 'text', example: 'cpc' },
  { field: 'visit_medium', from: [], also: ['context.campaign.medium', 'context.attribution.last.medium'], as: 'text', instead: 'medium', writes: 'fills', example: 'cpc' },
  { field: 'keyword', from: traits('keyword'), as: 'text', example: 'crm' },
  { field: 'visit_keyword', from: ['context.campaign.term'], also: ['context.attribution.last.term'], as: 'text', instead: 'keyword', writes: 'fills', example: 'crm' },
  { field: 'first_source', from: [], also: ['context.attribution.first.source'], writes: 'once', as: 'channel', example: 'google' },
  { field: 'first_medium', from: [], also: ['context.attribution.first.medium'], writes: 'once', as: 'channel', example: 'cpc' },
  { field: 'first_campaign', from: [], also: ['context.attribution.first.name'], writes: 'once', as: 'text', example: 'spring' },
  { field: 'last_source', from: [], also: ['context.attribution.last.source'], writes: 'once', as: 'channel', example: 'newsletter' },
  { field: 'last_medium', from: [], also: ['context.attribution.last.medium'], writes: 'once', as: 'channel', example: 'email' },
  { field: 'last_campaign', from: [], also: ['context.attribution.last.name'], writes: 'once', as: 'text', example: 'may' },
  { field: 'latest_source', from: [], also: ['context.attribution.last.source'], as: 'channel', example: 'newsletter' },
  { field: 'latest_medium', from: [], also: ['context.attribution.last.medium'], as: 'channel', example: 'email' },
  { field: 'latest_campaign', from: [], also: ['context.attribution.last.name'], as: 'text', example: 'may' },
  { field: 'time_zone', from: [...traits('timeZone'), 'context.timeZone'], also: [...traits('timezone', 'zoneinfo'), 'context.timezone'], as: 'time zone', example: 'Europe/Berlin' },
  { field: 'facebook', from: traits('facebookUserName'), also: traits('facebookUrl'), as: 'text', example: 'ada.l' },
  { field: 'twitter', from: traits('twitterUserName'), also: traits('twitterHandle'), as: 'text', example: 'ada' },
  { field: 'linkedin', from: traits('linkedinUserName'), also: traits('linkedinUrl'), as: 'text', example: 'adalovelace' },
  { field: 'work_email', from: [], as: 'text', protected: 'always', example: 'ada@work.example' },
  { field: 'created_at', from: traits('createdAt'), as: 'moment', example: 1599264000, lostByRudderStack: 'epoch numbers are not converted; without it, now is sent' },
] as const satisfies readonly Row[]
