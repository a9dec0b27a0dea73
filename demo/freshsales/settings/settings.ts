import type { CustomField } from '../facts/customField.ts'
import { DEFAULT_CUSTOM_FIELDS } from '../facts/customField.ts'
import { DEFAULT_LISTS, type Lists } from '../facts/lists.ts'

/** Kinds of record that have fields of their own. */
export const FIELD_KINDS = ['contact', 'sales_account', 'deal', 'lead'] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

export type Access = 'full' | 'read' | 'revoked'

/** How the simulated account is set up; `PUT /simulator/settings` changes it. */
export type Settings = {
  /** Which paths exist: `modern` (`/crm/sales/api`), `classic` (`/api`, the only one with leads) or `both`. */
  generation: 'both' | 'modern' | 'classic'
  /** API keys and what they may do; a `revoked` key is as good as unknown. */
  apiKeys: { [key: string]: Access }
  appToken: string
  /** Whether the tracking API is served; it answers 404 otherwise. */
  tracking: boolean
  /** `sdk` values the tracking API takes. */
  trackingSdks: string[]
  /** Calls per hour for the whole account; 0 is no limit. */
  hourlyCalls: number
  /** Calls per minute, as classic accounts have them; 0 is no limit. */
  minuteCalls: number
  /** Whether answers carry `X-RateLimit-Limit` and `-Remaining`. */
  rateLimitHeaders: boolean
  /** How long lookup and search take to see a change; up to 20 on a real account. */
  searchLagSeconds: number
  /** How long a bulk job takes to be carried out. */
  bulkSeconds: number
  /** Most records in one bulk request. */
  bulkRecords: number
  /** The account's offset from UTC in its dates. */
  utcOffsetMinutes: number
  /** ISO 8601: stops the account's clock at this moment; `null` lets it run. */
  now: string | null
  /** Fields an admin made compulsory, by name. */
  required: { [kind in FieldKind]: string[] }
  customFields: { [kind in FieldKind]: CustomField[] }
  lists: Lists
  behaviour: Behaviour
}

/** Where nobody knows how a real account behaves, or where accounts are said to differ. */
export type Behaviour = {
  /** Keys a contact upsert takes as `unique_identifier`; custom fields marked unique are always taken. */
  contactIdentifiers: string[]
  /** What a new contact must have: an e-mail address, or that or a mobile number. */
  contactNeeds: 'email' | 'email or mobile'
  /** Whether an e-mail sent in an update replaces the addresses of a contact or joins them. */
  emailsInUpdate: 'replace' | 'add'
  /** Text fields of a contact no two contacts may share. */
  uniqueContactFields: string[]
  /** Whether an e-mail of a contact in the recycle bin is still taken. */
  recycleBinBlocksEmail: boolean
  /** Whether Chat, Phone, Meeting … are refused as types of a sales activity. */
  builtInActivityTypesRefused: boolean
  activityOwnerRequired: boolean
  activityEndRequired: boolean
  activityCreatedStatus: 200 | 201
  bulkAcceptedStatus: 200 | 202
  /** Status for a wrong API key. */
  badKeyStatus: 401 | 403
  /** `errors.message` as a list, or as one text as on older paths. */
  errorMessages: 'list' | 'text'
}

export const DEFAULT_SETTINGS: Settings = {
  generation: 'both',
  apiKeys: { 'demo-api-key': 'full' },
  appToken: 'demo-app-token',
  tracking: true,
  trackingSdks: ['ruby', 'php', 'python', 'javascript'],
  hourlyCalls: 1000,
  minuteCalls: 0,
  rateLimitHeaders: true,
  searchLagSeconds: 0,
  bulkSeconds: 0,
  bulkRecords: 100,
  utcOffsetMinutes: 60,
  now: null,
  required: { contact: [], sales_account: [], deal: [], lead: [] },
  customFields: DEFAULT_CUSTOM_FIELDS,
  lists: DEFAULT_LISTS,
  behaviour: {
    contactIdentifiers: ['emails', 'email', 'id', 'external_id', 'mobile_number'],
    contactNeeds: 'email',
    emailsInUpdate: 'replace',
    uniqueContactFields: ['mobile_number'],
    recycleBinBlocksEmail: false,
    builtInActivityTypesRefused: false,
    activityOwnerRequired: false,
    activityEndRequired: true,
    activityCreatedStatus: 201,
    bulkAcceptedStatus: 202,
    badKeyStatus: 401,
    errorMessages: 'list',
  },
}
