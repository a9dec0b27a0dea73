/** What can be done about one line of a refusal. */
export interface Remedy {
  /** The line as Freshsales writes it, for the documentation. */
  says: string
  pattern: RegExp
  /** `keep` says that no field is to blame that could be spared: the record stays as it is. */
  remedy: 'truncate' | 'drop' | 'keep'
  /** The field, where the text does not name it; else the pattern's first group does. */
  field?: string
}

/** Freshsales' refusals, the first that fits counts. Texts: recorded from live accounts and from clients of it. */
// biome-ignore format: a table reads best with one row a line
export const REMEDIES: readonly Remedy[] = [
  { says: 'Need to fill this Email', pattern: /need to fill this email/i, remedy: 'keep' },
  { says: 'a@ is an invalid email address', pattern: /invalid email address/i, remedy: 'keep' },
  { says: 'ann@acme.com already exists.', pattern: /already exists|already been taken/i, remedy: 'keep' },
  { says: 'Email is not unique', pattern: /^(?:e-?mail|contact|name) is not unique/i, remedy: 'keep' },
  { says: "Source can't be empty", pattern: /can't be (?:empty|blank)/i, remedy: 'keep' },
  { says: 'Invalid or missing attributes', pattern: /invalid or missing attributes/i, remedy: 'keep' },
  { says: 'The value for job_title is not in required length', pattern: /value for (.+?) is not in required length/i, remedy: 'truncate' },
  { says: 'City is too long', pattern: /^(.+?) is too long/i, remedy: 'truncate' },
  { says: 'Invalid contact status provided.', pattern: /invalid contact status/i, remedy: 'drop', field: 'contact_status_id' },
  { says: 'Invalid lifecycle stage provided.', pattern: /invalid lifecycle stage/i, remedy: 'drop', field: 'lifecycle_stage_id' },
  { says: "Deal stage doesn't exist", pattern: /deal stage doesn't exist/i, remedy: 'drop', field: 'deal_stage_id' },
  { says: 'Not a supported time zone', pattern: /not a supported time zone/i, remedy: 'drop', field: 'time_zone' },
  { says: 'Invalid source provided.', pattern: /^invalid (.+?) provided/i, remedy: 'drop' },
  { says: 'MobileNumber is not unique', pattern: /^(.+?) is not unique/i, remedy: 'drop' },
  { says: 'website is not in required format', pattern: /^(.+?) is not in required format/i, remedy: 'drop' },
  { says: 'Plan is not included in the list', pattern: /^(.+?) is not (?:included in the list|a number|a valid .+)/i, remedy: 'drop' },
  { says: 'Amount is too large', pattern: /^(.+?) (?:is|are) (?:invalid|too large|too small|not allowed)/i, remedy: 'drop' },
  { says: "Sales account doesn't exist", pattern: /^(.+?) (?:doesn't|does not) exist/i, remedy: 'drop' },
  { says: "unknown attribute 'nickname'", pattern: /(?:unknown|unrecogni[sz]ed|invalid) (?:field|attribute|column)s?:?\s+["'`]?([\w. -]+)/i, remedy: 'drop' },
]

/** Labels of an account that do not resemble the API name of their field. */
export const LABELS: ReadonlyMap<string, string> = new Map([
  ['source', 'lead_source_id'],
  ['salesowner', 'owner_id'],
  ['owner', 'owner_id'],
  ['status', 'contact_status_id'],
  ['mobile', 'mobile_number'],
  ['work', 'work_number'],
  ['accounts', 'sales_accounts'],
  ['salesaccount', 'sales_accounts'],
  ['parentaccount', 'parent_sales_account_id'],
  ['dealvalue', 'amount'],
  ['industry', 'industry_type_id'],
])

/** Without these there is no record: dropping them would refuse it for another reason. */
// biome-ignore format: a table reads best with one row a line
export const INDISPENSABLE: ReadonlySet<string> = new Set([
  'emails', 'email', 'name', 'title', 'description', 'targetable_id', 'targetable_type',
  'sales_activity_type_id', 'start_date', 'end_date',
])
