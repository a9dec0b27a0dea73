import type { CustomField } from '../facts/customField.ts'
import { DEFAULT_CUSTOM_FIELDS } from '../facts/customField.ts'
import { DEFAULT_LISTS, type Lists } from '../facts/lists.ts'
import { type Behaviour, DEFAULT_BEHAVIOUR } from './behaviour.ts'

/** Kinds of record that have fields of their own. */
export const FIELD_KINDS = ['contact', 'sales_account', 'deal', 'lead'] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

export type Access = 'full' | 'read' | 'revoked'

/** Languages that refusals can be told in: the one the account, or the key's user, has chosen. */
export const LANGUAGES = ['en', 'es', 'de', 'fr', 'pt'] as const
export type Language = (typeof LANGUAGES)[number]

/** How a refusal spells the field it is about: `External ID` in the account's language or in English, `ExternalId`, `external_id`. */
export const FIELD_SPELLINGS = ['label', 'english', 'camel', 'name'] as const
export type FieldSpelling = (typeof FIELD_SPELLINGS)[number]

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
  /** Calls that the role behind the key may not make, with all below them: `POST /deals`, `GET /selector/owners`. */
  forbidden: string[]
  /** The language of refusals. */
  language: Language
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
  /** Bulk jobs that may run at the same time; one more is answered with 405. 0 is no limit. */
  bulkJobs: number
  /** The account's offset from UTC in its dates. */
  utcOffsetMinutes: number
  /** ISO 8601: stops the account's clock at this moment; `null` lets it run. */
  now: string | null
  /** Fields that are compulsory, by name; `company` of a lead is the name of the company inside it. */
  required: { [kind in FieldKind]: string[] }
  customFields: { [kind in FieldKind]: CustomField[] }
  lists: Lists
  behaviour: Behaviour
}

export const DEFAULT_SETTINGS: Settings = {
  generation: 'both',
  apiKeys: { 'demo-api-key': 'full' },
  appToken: 'demo-app-token',
  tracking: true,
  trackingSdks: ['ruby', 'php', 'python', 'javascript'],
  forbidden: [],
  language: 'en',
  hourlyCalls: 1000,
  minuteCalls: 0,
  rateLimitHeaders: true,
  searchLagSeconds: 0,
  bulkSeconds: 0,
  bulkRecords: 100,
  bulkJobs: 8,
  utcOffsetMinutes: 60,
  now: null,
  required: {
    contact: [],
    sales_account: [],
    // Contested: one client says so and the official help too, two clients do without.
    deal: ['sales_account_id'],
    // The official help says that these cannot be made optional; clients disagree.
    lead: ['last_name', 'company'],
  },
  customFields: DEFAULT_CUSTOM_FIELDS,
  lists: DEFAULT_LISTS,
  behaviour: DEFAULT_BEHAVIOUR,
}
