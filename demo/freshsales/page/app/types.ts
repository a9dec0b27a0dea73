/** What `/simulator/*` answers, as far as the page looks at it. */

export type Value = string | number | boolean | null | Value[] | { [key: string]: Value }

export interface Entry {
  id: number
  type: 'note' | 'sales_activity' | 'task' | 'appointment' | 'phone_call' | 'event' | 'page_view'
  at: string
  title?: string
  description?: string
  notes?: string
  activity_type?: string
  outcome?: string
  start_date?: string
  end_date?: string
  due_date?: string
  event?: string
  url?: string
  properties?: { [name: string]: Value }
}

export type AccountLink = { id: number; name: string; is_primary: boolean }

/** A contact, an account, a deal or a lead: fields that only some of them have are optional. */
export interface CrmRecord {
  id: number
  is_deleted: boolean
  created_at: string
  updated_at: string
  timeline: Entry[]
  tags: string[]
  custom_field: { [name: string]: Value }
  email?: string | null
  emails?: { value: string; [detail: string]: Value }[]
  stage?: string | null
  sales_accounts?: AccountLink[]
  /** Ids of a deal's contacts. */
  contacts?: number[]
  company?: { [field: string]: Value } | null
  deal?: { [field: string]: Value } | null
  [field: string]: unknown
}

export interface Call {
  id: number
  at: string
  method: string
  path: string
  resource: string
  status: number | null
  ms: number | null
  fault: string | null
  body: Value
  answer: Value
}

export interface Quota {
  limit: number
  used: number
  refused: number
  resetsAt: number
}

/** Everything the page shows, replaced as a whole when the account changes. */
export interface Account {
  contacts: CrmRecord[]
  sales_accounts: CrmRecord[]
  deals: CrmRecord[]
  leads: CrmRecord[]
  calls: Call[]
  /** Calls in all; the list holds the newest of them. */
  callCount: number
  quota: Quota
  /** Labels of custom fields by name. */
  labels: { [name: string]: string }
}

/** The kinds of records that have a list of their own. */
export type Kind = 'contacts' | 'sales_accounts' | 'deals' | 'leads'

/** A name and a value, shown unless it is unset. */
export type Fact = [label: string, value: unknown]
