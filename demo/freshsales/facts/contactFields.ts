import { type Field, listIds, texts } from './field.ts'

const ON_OFF = { '0': 'Unsubscribed', '1': 'Subscribed', '2': 'Not subscribed' } as const

/** Ids that the default answer leaves out, to be asked for with `include`. */
const CHOSEN: Field[] = [
  ...listIds({
    owner_id: ['Sales owner', 'owners'],
    lead_source_id: ['Source', 'lead_sources'],
    campaign_id: ['Campaign', 'campaigns'],
    territory_id: ['Territory', 'territories'],
    lost_reason_id: ['Lost reason', 'lost_reasons'],
  }),
  ...listIds({ lifecycle_stage_id: ['Lifecycle stage', 'lifecycle_stages'] }).map((field) => ({
    ...field,
    refusal: 'Invalid lifecycle stage provided.',
  })),
  ...listIds({ contact_status_id: ['Status', 'contact_statuses'] }).map((field) => ({
    ...field,
    refusal: 'Invalid contact status provided.',
  })),
].map((field) => ({ ...field, hidden: true }))

export const CONTACT_FIELDS: readonly Field[] = [
  ...texts({ first_name: 'First name', last_name: 'Last name' }),
  { name: 'emails', label: 'Emails', holds: 'emails', hidden: true },
  { name: 'email', label: 'Email', holds: 'emails', into: 'emails', hidden: true },
  ...texts({
    work_email: 'Work email',
    mobile_number: 'Mobile',
    work_number: 'Work',
    external_id: 'External ID',
    job_title: 'Job title',
    address: 'Address',
    city: 'City',
    state: 'State',
    zipcode: 'Zipcode',
    country: 'Country',
  }),
  // Rails' zone names by its metadata, yet a free text is kept as it is.
  { name: 'time_zone', label: 'Time zone', holds: 'text', type: 'dropdown', maxLength: 255 },
  { name: 'sales_accounts', label: 'Accounts', holds: 'accounts', hidden: true },
  ...CHOSEN,
  {
    name: 'subscription_status',
    label: 'Subscription status',
    holds: 'code',
    codes: { ...ON_OFF, '3': 'Reported as spam', '4': 'Bounced' },
  },
  {
    name: 'subscription_types',
    label: 'Subscription types',
    holds: 'codes',
    codes: {
      '1': 'Non-marketing emails from our company',
      '2': 'Newsletter',
      '3': 'Promotional',
      '4': 'Product updates',
      '5': 'Conferences & Events',
    },
  },
  {
    name: 'unsubscription_reason',
    label: 'Unsubscription reason',
    holds: 'code',
    codes: {
      '6': 'Too frequent',
      '7': 'Not relevant',
      '8': 'Never signed up',
      '9': 'Privacy',
      '10': 'Other',
    },
  },
  ...texts({ other_unsubscription_reason: 'Other unsubscription reason' }),
  {
    name: 'whatsapp_subscription_status',
    label: 'WhatsApp subscription status',
    holds: 'code',
    codes: ON_OFF,
  },
  {
    name: 'sms_subscription_status',
    label: 'SMS subscription status',
    holds: 'code',
    codes: ON_OFF,
  },
  ...texts({
    medium: 'Medium',
    keyword: 'Keyword',
    first_source: 'Original source',
    first_medium: 'Original medium',
    first_campaign: 'Original campaign',
    last_source: 'Created from source',
    last_medium: 'Created from medium',
    last_campaign: 'Created from campaign',
    latest_source: 'Most recent source',
    latest_medium: 'Most recent medium',
    latest_campaign: 'Most recent campaign',
    facebook: 'Facebook',
    twitter: 'Twitter',
    linkedin: 'LinkedIn',
    locale: 'Locale',
  }),
  { name: 'tags', label: 'Tags', holds: 'tags' },
  { name: 'lead_score', label: 'Score', holds: 'number', readOnly: true, hidden: true },
]
