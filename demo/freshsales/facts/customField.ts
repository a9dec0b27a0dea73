import {
  type Field,
  type FieldType,
  type Holds,
  TEXT_CHARACTERS,
  TEXTAREA_CHARACTERS,
} from './field.ts'

/** A field an admin made. Its values travel under `custom_field`. */
export type CustomField = {
  /** Starts with `cf_`. */
  name: string
  label: string
  type: FieldType
  choices?: string[]
  maxLength?: number
  /** May be used as an upsert's `unique_identifier`. */
  unique?: boolean
  /** What the metadata says instead of `type`; some accounts report dropdowns as `text`. */
  reportedAs?: FieldType
}

const HOLDS: { readonly [type in FieldType]: Holds } = {
  text: 'text',
  textarea: 'text',
  number: 'number',
  date: 'date',
  dropdown: 'choice',
  radio: 'choice',
  multi_select_dropdown: 'choices',
  checkbox: 'flag',
  auto_complete: 'text',
  group_field: 'text',
}

export function fieldOf(custom: CustomField): Field {
  return {
    name: custom.name,
    label: custom.label,
    holds: HOLDS[custom.type],
    type: custom.reportedAs ?? custom.type,
    maxLength:
      custom.maxLength ?? (custom.type === 'textarea' ? TEXTAREA_CHARACTERS : TEXT_CHARACTERS),
    ...(custom.choices && { choices: custom.choices }),
  }
}

const PERSON: CustomField[] = [
  { name: 'cf_plan', label: 'Plan', type: 'dropdown', choices: ['Free', 'Pro', 'Enterprise'] },
  { name: 'cf_team_size', label: 'Team size', type: 'number' },
  { name: 'cf_goals', label: 'Goals', type: 'textarea' },
  { name: 'cf_renewal_date', label: 'Renewal date', type: 'date' },
  { name: 'cf_newsletter', label: 'Newsletter', type: 'checkbox' },
  {
    name: 'cf_interests',
    label: 'Interests',
    type: 'multi_select_dropdown',
    choices: ['Analytics', 'Automation', 'Reporting', 'Support'],
  },
  {
    name: 'cf_heard_from',
    label: 'Heard from',
    type: 'radio',
    choices: ['Search', 'Friend', 'Event'],
  },
  { name: 'cf_alternate_number', label: 'Alternate number', type: 'text' },
  { name: 'cf_landing_page', label: 'Landing page', type: 'text' },
  { name: 'cf_gclid', label: 'Google click id', type: 'text' },
  { name: 'cf_fbclid', label: 'Facebook click id', type: 'text' },
  { name: 'cf_msclkid', label: 'Microsoft click id', type: 'text' },
]

/** The custom fields of the fictitious account, one of each type. None of them is for what a contact form says. */
export const DEFAULT_CUSTOM_FIELDS: {
  [kind in 'contact' | 'sales_account' | 'deal' | 'lead']: CustomField[]
} = {
  contact: PERSON,
  lead: PERSON,
  sales_account: [
    { name: 'cf_group_id', label: 'Group ID', type: 'text', unique: true },
    { name: 'cf_plan', label: 'Plan', type: 'dropdown', choices: ['Free', 'Pro', 'Enterprise'] },
    { name: 'cf_seats', label: 'Seats', type: 'number' },
    { name: 'cf_contract_end', label: 'Contract end', type: 'date' },
    { name: 'cf_reference_customer', label: 'Reference customer', type: 'checkbox' },
    { name: 'cf_about', label: 'About', type: 'textarea' },
    {
      name: 'cf_markets',
      label: 'Markets',
      type: 'multi_select_dropdown',
      choices: ['EU', 'US', 'APAC'],
    },
  ],
  deal: [
    { name: 'cf_order_number', label: 'Order number', type: 'text' },
    { name: 'cf_seats', label: 'Seats', type: 'number' },
    { name: 'cf_billing', label: 'Billing', type: 'dropdown', choices: ['Monthly', 'Yearly'] },
    { name: 'cf_trial_end', label: 'Trial end', type: 'date' },
    { name: 'cf_self_service', label: 'Self-service', type: 'checkbox' },
  ],
}
