/**
 * What a contact is expected to be: fields by the names that the CRM has for them (`first_name`,
 * `cf_plan`, `campaign`) or that your page gives them (`firstName`, `company`, `name`). Texts and
 * numbers are the same when they read the same; a regular expression and what `expect.any` and its
 * like make match; of an object and a list only what is named must be there.
 */
export interface Lead {
  email?: unknown
  /** First and last name. */
  name?: unknown
  firstName?: unknown
  lastName?: unknown
  phone?: unknown
  jobTitle?: unknown
  /** Its name, or an object of its fields. */
  company?: unknown
  city?: unknown
  country?: unknown
  /** Name of the campaign. */
  campaign?: unknown
  medium?: unknown
  [field: string]: unknown
}

/** A contact as the simulated CRM shows it: chosen entries of lists by name, the timeline newest first. */
export interface Contact {
  id: number
  email: string | null
  first_name: string | null
  last_name: string | null
  campaign: string | null
  custom_field: Record<string, unknown>
  sales_accounts: { id: number; name: string }[]
  timeline: { type: string; description?: string }[]
  [field: string]: unknown
}
