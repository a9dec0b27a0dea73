import { customFieldName, rowNamed } from '../../freshsales/mapping/fieldName.ts'
import { isObject } from '../../protocol/json.ts'
import type { Contact, Lead } from './lead.ts'

/** A field that is not as expected. */
export interface Difference {
  field: string
  expected: unknown
  got: unknown
}

/** What of a contact is not as expected; nothing, where it is the lead. */
export function findDifferences(lead: Lead, contact: Contact): Difference[] {
  return Object.entries(lead).flatMap(([field, expected]) => {
    const got = readField(contact, field)
    return agrees(expected, got) ? [] : [{ field, expected, got }]
  })
}

function agrees(expected: unknown, got: unknown): boolean {
  if (expected === undefined || expected === null) return got === undefined || got === null
  if (expected instanceof RegExp) return got !== null && expected.test(String(got))
  if (isMatcher(expected)) return expected.asymmetricMatch(got)
  if (Array.isArray(expected))
    return Array.isArray(got) && expected.every((each) => got.some((one) => agrees(each, one)))
  if (isObject(expected))
    return isObject(got) && Object.entries(expected).every(([key, each]) => agrees(each, got[key]))
  // A company is meant by its name.
  return same(expected, isObject(got) && 'name' in got ? got['name'] : got)
}

const same = (expected: unknown, got: unknown): boolean =>
  got !== undefined && got !== null && textOf(expected) === textOf(got)

/** The case of an e-mail address says nothing. */
function textOf(value: unknown): string {
  const text = String(value).trim()
  return /^\S+@\S+$/.test(text) ? text.toLowerCase() : text
}

/** `expect.any(String)`, `expect.stringContaining('…')`. */
function isMatcher(value: unknown): value is { asymmetricMatch(got: unknown): boolean } {
  return typeof (value as { asymmetricMatch?: unknown }).asymmetricMatch === 'function'
}

/** Chosen from a list of the account, and shown by name. */
const SHOWN_BY_NAME: { readonly [field: string]: string } = {
  owner_id: 'owner',
  lifecycle_stage_id: 'stage',
  contact_status_id: 'status',
  lead_source_id: 'source',
  campaign_id: 'campaign',
  territory_id: 'territory',
}

/** Names that no field has, and what they mean. */
const MADE_OF: { readonly [name: string]: (contact: Contact) => unknown } = {
  name: ({ first_name, last_name }) => [first_name, last_name].filter(Boolean).join(' '),
  company: ({ sales_accounts: [company] }) => company,
}

/** Nothing, too, where there is no such field. */
function readField(contact: Contact, name: string): unknown {
  const own = [name, rowNamed('contact', name)?.field].find(
    (each) => each !== undefined && Object.hasOwn(contact, each),
  )
  if (Object.hasOwn(MADE_OF, name)) return MADE_OF[name]?.(contact)
  if (own !== undefined) return contact[SHOWN_BY_NAME[own] ?? own]
  const custom = contact.custom_field
  return custom[customFieldName(name) ?? name] ?? custom[`cf_${name}`]
}
