import { customFieldName, rowNamed } from '../../freshsales/mapping/fieldName.ts'
import type { Contact } from './lead.ts'

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
export function readField(contact: Contact, name: string): unknown {
  const own = [name, rowNamed('contact', name)?.field].find(
    (each) => each !== undefined && Object.hasOwn(contact, each),
  )
  if (Object.hasOwn(MADE_OF, name)) return MADE_OF[name]?.(contact)
  if (own !== undefined) return contact[SHOWN_BY_NAME[own] ?? own]
  const custom = contact.custom_field
  return custom[customFieldName(name) ?? name] ?? custom[`cf_${name}`]
}
