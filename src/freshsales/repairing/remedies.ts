/** What can be done about one line of a refusal. */
export interface Remedy {
  pattern: RegExp
  /** `keep` says that no field is to blame that could be spared: the record stays as it is. */
  remedy: 'truncate' | 'drop' | 'keep'
  /** The field, where the text does not name it; else the pattern's first group does. */
  field?: string
}

/** Freshsales' known refusals, the first that fits counts. Texts: live accounts and clients of it. */
export const REMEDIES: readonly Remedy[] = [
  { pattern: /need to fill this email|invalid email address/i, remedy: 'keep' },
  {
    pattern: /already exists|already been taken|^(?:e-?mail|contact|name) is not unique/i,
    remedy: 'keep',
  },
  { pattern: /can't be (?:empty|blank)|invalid or missing attributes/i, remedy: 'keep' },
  { pattern: /value for (.+?) is not in required length/i, remedy: 'truncate' },
  { pattern: /^(.+?) is too long/i, remedy: 'truncate' },
  { pattern: /invalid contact status/i, remedy: 'drop', field: 'contact_status_id' },
  { pattern: /invalid lifecycle stage/i, remedy: 'drop', field: 'lifecycle_stage_id' },
  { pattern: /deal stage doesn't exist/i, remedy: 'drop', field: 'deal_stage_id' },
  { pattern: /not a supported time zone/i, remedy: 'drop', field: 'time_zone' },
  { pattern: /^invalid (.+?) provided/i, remedy: 'drop' },
  {
    pattern:
      /^(.+?) is not (?:unique|in required format|included in the list|a number|a valid .+)/i,
    remedy: 'drop',
  },
  { pattern: /^(.+?) (?:is|are) (?:invalid|too large|too small|not allowed)/i, remedy: 'drop' },
  { pattern: /^(.+?) (?:doesn't|does not) exist/i, remedy: 'drop' },
  {
    pattern:
      /(?:unknown|unrecogni[sz]ed|invalid) (?:field|attribute|column)s?:?\s+["'`]?([\w. -]+)/i,
    remedy: 'drop',
  },
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
export const INDISPENSABLE: ReadonlySet<string> = new Set([
  'emails',
  'email',
  'name',
  'title',
  'description',
  'targetable_id',
  'targetable_type',
  'sales_activity_type_id',
  'start_date',
  'end_date',
])
